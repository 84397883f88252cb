package io.fintrans.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends payments, the same for the same seed, some without a key, now and then one that is none; all of the present moment. */
final class KnownPayments implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final SplittableRandom random;
    private final List<String> cities;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile boolean stopped;
    private Thread thread = new Thread(() -> {});

    KnownPayments(String address, List<String> cities, long seed) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address, "acks", "all", "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.cities = cities;
        this.random = new SplittableRandom(seed);
    }

    /** Sends so many, and waits until Kafka has them. */
    KnownPayments send(int count) {
        for (int i = 0; i < count; i++) {
            send();
        }
        producer.flush();
        return this;
    }

    /** Sends so many a second until {@link #stop}. */
    KnownPayments start(int perSecond) {
        thread = new Thread(() -> run(perSecond), "payments");
        thread.start();
        return this;
    }

    /** How many Kafka has so far. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** Returns when Kafka has all that was sent. */
    long stop() {
        stopped = true;
        try {
            thread.join(TimeUnit.MINUTES.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.flush();
        if (acknowledged.get() != sent.get()) {
            throw new AssertionError("sent " + sent + " but acknowledged " + acknowledged);
        }
        return sent.get();
    }

    @Override
    public void close() {
        stopped = true;
        producer.close(Duration.ofSeconds(5));
    }

    private void run(int perSecond) {
        long began = System.nanoTime();
        for (long i = 0; !stopped; i++) {
            send();
            while (!stopped && (System.nanoTime() - began) * perSecond < i * 1_000_000_000L) {
                LockSupport.parkNanos(2_000_000);
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback counts.
    private void send() {
        String source = "acct:" + random.nextInt(300);
        String value = source + " t" + random.nextInt(50) + " " + amount();
        byte[] key = random.nextInt(3) == 0 ? null : source.getBytes(UTF_8);
        String city = cities.get(random.nextInt(cities.size()));
        sent.incrementAndGet();
        producer.send(new ProducerRecord<>(city, key, value.getBytes(UTF_8)), (metadata, failure) -> {
            if (failure == null) {
                acknowledged.incrementAndGet();
            }
        });
    }

    private String amount() {
        if (random.nextInt(500) == 0) {
            return "nothing";
        }
        int cents = 1 + random.nextInt(2_000_000);
        return cents / 100 + "." + cents / 10 % 10 + cents % 10;
    }
}
