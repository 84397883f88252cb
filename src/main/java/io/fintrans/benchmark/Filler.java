package io.fintrans.benchmark;

import io.fintrans.topic.KeyHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a data set to its topics as fast as it goes. Each thread goes through all payments and writes those of its partitions, so
 * every partition is in order of time whichever thread is ahead.
 */
final class Filler {
    private static final int THREADS = 2;

    private final String bootstrapServer;
    private final int partitions;

    Filler(String bootstrapServer, int partitions) {
        this.bootstrapServer = bootstrapServer;
        this.partitions = partitions;
    }

    /** Returns when the broker has acknowledged all of it. */
    void fill(Dataset dataset) {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int part = thread;
                parts.add(pool.submit(() -> fillPart(dataset, part)));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw new BenchmarkException("Cannot write the payments: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("The benchmark was interrupted.", e);
        } finally {
            pool.shutdownNow();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
    private void fillPart(Dataset dataset, int part) {
        List<String> topics = dataset.cities().stream().map(city -> city.name()).toList();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long n = 0; n < dataset.records() && failure.get() == null; n++) {
                DatasetPayment payment = dataset.payment(n);
                int partition = partition(dataset.layout(), payment);
                if ((payment.city() + partition) % THREADS == part) {
                    producer.send(
                            new ProducerRecord<>(
                                    topics.get(payment.city()),
                                    partition,
                                    payment.time(),
                                    key(dataset.layout(), payment),
                                    payment.value()),
                            (written, exception) -> {
                                if (exception != null) {
                                    failure.set(exception);
                                }
                            });
                }
            }
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new BenchmarkException("A payment was not written: " + failed, failed);
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers", bootstrapServer,
                "linger.ms", 20,
                "batch.size", 256 * 1024,
                "buffer.memory", 128L * 1024 * 1024,
                "max.request.size", 8 * 1024 * 1024);
    }

    private int partition(Layout layout, DatasetPayment payment) {
        int own = KeyHash.partition(payment.sourceBytes(), partitions);
        if (layout != Layout.KEYLESS || partitions == 1) {
            return own;
        }
        return (own + 1 + payment.pair() % (partitions - 1)) % partitions;
    }

    private static byte @Nullable [] key(Layout layout, DatasetPayment payment) {
        return switch (layout) {
            case UNIFORM, SKEWED -> payment.sourceBytes();
            case BY_PAIR -> payment.pairBytes();
            case KEYLESS -> null;
        };
    }
}
