package io.fintrans.benchmark;

import io.fintrans.alert.AlertJson;
import io.fintrans.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads alerts as they come, and notes when each probe's is there. */
final class AlertWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final SteadyLoad load;
    private final AtomicLongArray seen;
    private final Consumer<byte[], byte[]> consumer;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread;

    /** @param isolation {@code read_committed} or {@code read_uncommitted} */
    AlertWatch(String bootstrapServer, String isolation, SteadyLoad load) {
        this.load = load;
        this.seen = new AtomicLongArray(load.probes());
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServer, "isolation.level", isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        TopicPartition alerts = new TopicPartition(Topics.ALERTS, 0);
        consumer.assign(List.of(alerts));
        consumer.seekToEnd(List.of(alerts));
        consumer.position(alerts);
        this.thread = new Thread(this::watch, "alerts-" + isolation);
        thread.start();
    }

    /** Whether every probe's alert has been read. */
    boolean isComplete() {
        for (int probe = 0; probe < seen.length(); probe++) {
            if (seen.get(probe) == 0) {
                return false;
            }
        }
        return true;
    }

    /** From sending the probe to reading its alert, in nanoseconds; negative if it was not read. */
    long latencyNanos(int probe) {
        return seen.get(probe) == 0 ? -1 : seen.get(probe) - load.sentNanos(probe);
    }

    @Override
    public void close() {
        stopped.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try (consumer) {
            while (!stopped.get()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    long now = System.nanoTime();
                    int probe = load.probeOf(AlertJson.read(record.value())
                            .subject()
                            .accounts()
                            .get(0)
                            .toString());
                    if (probe >= 0) {
                        seen.compareAndSet(probe, 0, now);
                    }
                }
            }
        }
    }
}
