package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.transaction.City;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends payments of which many pairs pass the threshold again and again, the same for the same seed: some keyed, some not, some
 * with a wrong key, some out of order. Their time runs faster than the clock, so that windows also pass.
 */
final class PaymentStream implements AutoCloseable {
    /**
     * For the detector and the proof. Longer than payments are ever out of order here: otherwise the order in which they come
     * decides what is one episode and what is two.
     */
    static final Duration WINDOW = Duration.ofMinutes(10);
    /** An account that must not be named in any log. */
    static final String CANARY = "ZZ-CANARY-7";

    /** At 1500 payments a second, time runs at 4.5 times its speed: a minute of standstill is not yet the allowed lateness. */
    private static final long STEP_MILLIS = 3;

    private static final long JITTER_MILLIS = 60_000;
    private static final int SOURCES = 5_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final SplittableRandom random;
    private final int perSecond;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<@Nullable Exception> firstFailure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "payments");
    private final List<City> cities = City.DEFAULTS;
    private long time;
    private boolean now;
    private long sent;
    private boolean several;
    private StringJoiner record = new StringJoiner(";");
    private int left;
    private volatile boolean stopped;

    /** @param perSecond how many payments to send a second; 0 for as fast as it goes */
    PaymentStream(String address, long seed, int perSecond) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", address,
                        "acks", "all",
                        "linger.ms", "5",
                        // With more, Kafka's producer gives up a payment at a partition that was just added: where the
                        // leader is not
                        // ready for its first batch but takes the second, the first is out of order for ever.
                        "max.in.flight.requests.per.connection", "1",
                        // Partitions that are added get payments soon.
                        "metadata.max.age.ms", "1000",
                        "delivery.timeout.ms", "300000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.random = new SplittableRandom(seed);
        this.perSecond = perSecond;
        this.time = Clock.systemUTC().millis() - Duration.ofDays(2).toMillis();
    }

    /** Sends them with the time of the clock. */
    PaymentStream now() {
        now = true;
        return this;
    }

    /** Sends them several in a record, with times of their own, some of them bad; and some records that have nothing to count. */
    PaymentStream several() {
        several = true;
        return this;
    }

    PaymentStream start() {
        thread.start();
        return this;
    }

    /** Sends so many on this thread, and waits until they are acknowledged. */
    void send(int count) {
        for (int i = 0; i < count; i++) {
            send();
        }
        producer.flush();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** Ends sending; returns how many payments the topics must hold, when all are acknowledged. */
    long stop() {
        stopped = true;
        try {
            thread.join(TimeUnit.MINUTES.toMillis(6));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.flush();
        if (failed.get() > 0 || acknowledged.get() != sent) {
            throw new AssertionError(
                    "sent " + sent + ", acknowledged " + acknowledged + ", failed " + failed, firstFailure.get());
        }
        return sent;
    }

    @Override
    public void close() {
        stopped = true;
        producer.close(Duration.ofSeconds(5));
    }

    private void run() {
        long began = System.nanoTime();
        for (long i = 0; !stopped; i++) {
            send();
            while (!stopped && perSecond > 0 && (System.nanoTime() - began) * perSecond < i * 1_000_000_000L) {
                LockSupport.parkNanos(2_000_000);
            }
        }
    }

    private void send() {
        time = now ? Clock.systemUTC().millis() : time + STEP_MILLIS;
        String source = source(Math.min(random.nextInt(SOURCES), random.nextInt(SOURCES)));
        String target = "t" + random.nextInt(3);
        long cents = 1L + random.nextInt(random.nextInt(10) == 0 ? 1_000_000 : 200_000);
        String value = source + " " + target + " " + cents / 100 + (cents % 100 == 0 ? "" : "." + twoDigits(cents));
        long at = random.nextInt(10) == 0 ? time - random.nextLong(JITTER_MILLIS) : time;
        if (several) {
            collect(value, source, at);
        } else {
            send(value, source, at);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback counts.
    private void send(String value, String source, long at) {
        String city = cities.get(random.nextInt(cities.size())).name();
        sent++;
        producer.send(
                new ProducerRecord<>(city, null, at, key(source), value.getBytes(UTF_8)),
                (metadata, failure) -> acknowledge(failure));
    }

    /** Sends the record when it has all of its payments. */
    private void collect(String value, String source, long at) {
        if (left == 0) {
            left = SeveralDetector.LEAST + random.nextInt(30);
        }
        record.add(value + (random.nextInt(20) == 0 ? "x" : "") + " @" + at);
        if (--left == 0) {
            send(record.toString(), source, time);
            record = new StringJoiner(";");
            if (random.nextInt(5) == 0) {
                send("-", source, time);
            }
        }
    }

    private void acknowledge(@Nullable Exception failure) {
        if (failure == null) {
            acknowledged.incrementAndGet();
        } else {
            failed.incrementAndGet();
            firstFailure.compareAndSet(null, failure);
        }
    }

    private static String source(int number) {
        return number == 0 ? CANARY : "s" + number;
    }

    private byte @Nullable [] key(String source) {
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> ("wrong" + random.nextInt()).getBytes(UTF_8);
            default -> source.getBytes(UTF_8);
        };
    }

    private static String twoDigits(long cents) {
        return cents % 100 < 10 ? "0" + cents % 10 : Long.toString(cents % 100);
    }
}
