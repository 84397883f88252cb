package io.fintrans.benchmark.worker;

import io.fintrans.benchmark.BenchmarkException;
import io.fintrans.benchmark.BrokerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The most that a JVM can do with these records: consumers that look at each and count it, and commit as often as Streams does. */
final class CountingConsumer implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration BETWEEN_COMMITS = Duration.ofMillis(100);

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final LongAdder counted = new LongAdder();
    private final ExecutorService pool;
    private final List<Future<?>> parts = new ArrayList<>();

    CountingConsumer(WorkerTask task, BrokerView broker) {
        this.pool = Executors.newFixedThreadPool(task.threads());
        List<TopicPartition> all = broker.partitions(task.cities()).stream()
                .sorted(Comparator.comparing(TopicPartition::partition).thenComparing(TopicPartition::topic))
                .toList();
        for (int thread = 0; thread < task.threads(); thread++) {
            int part = thread;
            List<TopicPartition> own = all.stream()
                    .filter(partition -> partition.partition() % task.threads() == part)
                    .toList();
            parts.add(pool.submit(() -> count(task, own)));
        }
    }

    long counted() {
        return counted.sum();
    }

    /** @throws BenchmarkException if one of the consumers has failed */
    void check() {
        for (Future<?> part : parts) {
            if (part.isDone()) {
                try {
                    part.get();
                } catch (ExecutionException e) {
                    throw new BenchmarkException("A consumer failed: " + e.getCause(), e.getCause());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        pool.shutdown();
    }

    private void count(WorkerTask task, List<TopicPartition> partitions) {
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(StreamsSettings.consumer(task))) {
            consumer.assign(partitions);
            long lastCommit = System.nanoTime();
            while (!stopped.get()) {
                int seen = 0;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    seen += record.value() == null ? 0 : 1;
                }
                counted.add(seen);
                if (System.nanoTime() - lastCommit >= BETWEEN_COMMITS.toNanos()) {
                    consumer.commitAsync();
                    lastCommit = System.nanoTime();
                }
            }
        }
    }
}
