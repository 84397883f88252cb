package io.fintrans.benchmark;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Produces payments at {@link Dataset#PER_SECOND} with the settings of fintrans' generator. One in {@value #PER_PROBE} is a probe:
 * it alone passes the threshold, so it must raise an alert at once.
 */
final class SteadyLoad {
    private static final int PER_PROBE = 50;
    /** How many probes there are in a second. */
    static final int PROBES_PER_SECOND = Dataset.PER_SECOND / PER_PROBE;

    private static final int FIRST_PROBE_ACCOUNT = 90_000_000;
    private static final int PROBE_TARGET = 1_000_000;
    private static final long NANOS_PER_PAYMENT = 1_000_000_000L / Dataset.PER_SECOND;

    private final String bootstrapServer;
    private final Dataset dataset;
    private final Clock clock;
    private final AtomicLongArray sent;
    /** Written by the producer's one sending thread. */
    private final Histogram acknowledged = new Histogram(3);

    /** @param dataset as many ordinary payments as are to be sent */
    SteadyLoad(String bootstrapServer, Dataset dataset, Clock clock) {
        this.bootstrapServer = bootstrapServer;
        this.dataset = dataset;
        this.clock = clock;
        this.sent = new AtomicLongArray((int) (dataset.records() / PER_PROBE));
    }

    /** How many probes there are in all. */
    int probes() {
        return sent.length();
    }

    /** When a probe was given to the producer, as {@link System#nanoTime}. */
    long sentNanos(int probe) {
        return sent.get(probe);
    }

    /** The number of the probe that an account sent, or -1 if it is an ordinary account. */
    int probeOf(String source) {
        long account = Long.parseLong(source);
        return account >= FIRST_PROBE_ACCOUNT ? (int) (account - FIRST_PROBE_ACCOUNT) : -1;
    }

    /** How long payments after the warm-up waited for their acknowledgement, in nanoseconds; complete after {@link #run}. */
    Histogram acknowledged() {
        return acknowledged;
    }

    /**
     * Sends all payments at their pace; returns when the last is acknowledged.
     *
     * @param warmUp how many payments are not counted at the start
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    void run(long warmUp) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            long started = System.nanoTime();
            for (long n = 0; n < dataset.records(); n++) {
                awaitTurn(started + n * NANOS_PER_PAYMENT);
                ProducerRecord<byte[], byte[]> record = record(n);
                boolean counts = n >= warmUp;
                long sentAt = System.nanoTime();
                producer.send(record, (written, exception) -> {
                    if (exception != null) {
                        failure.set(exception);
                    } else if (counts) {
                        acknowledged.recordValue(System.nanoTime() - sentAt);
                    }
                });
            }
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new BenchmarkException("A payment was not written: " + failed, failed);
        }
    }

    private ProducerRecord<byte[], byte[]> record(long n) {
        long now = clock.millis();
        DatasetPayment payment = dataset.payment(n);
        if (n % PER_PROBE == PER_PROBE - 1) {
            int probe = (int) (n / PER_PROBE);
            int source = FIRST_PROBE_ACCOUNT + probe;
            payment = new DatasetPayment(-1, source, PROBE_TARGET, Dataset.THRESHOLD + 1, payment.city(), now);
            sent.set(probe, System.nanoTime());
        }
        String topic = dataset.cities().get(payment.city()).name();
        return new ProducerRecord<>(topic, null, now, payment.sourceBytes(), payment.value());
    }

    private static void awaitTurn(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** As fintrans' generator has them at a limited rate. */
    private Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                bootstrapServer,
                "linger.ms",
                5,
                "batch.size",
                32 * 1024,
                "compression.type",
                "lz4",
                "acks",
                "all");
    }
}
