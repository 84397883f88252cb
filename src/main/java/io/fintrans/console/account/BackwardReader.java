package io.fintrans.console.account;

import io.fintrans.reader.Limits;
import io.fintrans.reader.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the first partition of a topic from its end towards its beginning, a piece at a time. Within a piece, records come as they were written. A piece
 * has as many as are read in a moment, so that whoever waits sees something soon and often. For one thread.
 */
final class BackwardReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A piece that took longer is followed by a smaller one, and one that took less than half of it by a larger one. */
    private static final long MOMENT_NANOS = Duration.ofMillis(400).toNanos();

    private static final long FEWEST = 128;
    private static final long MOST = 1 << 20;

    private final TopicReader topics;
    private final List<TopicPartition> partition;
    private long begin;
    private long at;
    private long piece = FEWEST;

    BackwardReader(Map<String, Object> clientProperties, String topic) {
        this.topics = new TopicReader(
                clientProperties,
                "fintrans-console",
                Limits.JOURNALS,
                PATIENCE,
                Map.of("max.partition.fetch.bytes", 4 << 20, "max.poll.records", 10_000, "fetch.max.wait.ms", 50));
        this.partition = topics.partitions(topic).stream().limit(1).toList();
        if (isThere()) {
            topics.assign(partition);
            begin = topics.beginningOffsets(partition).getOrDefault(partition.get(0), 0L);
            at = topics.endOffsets(partition).getOrDefault(partition.get(0), 0L);
        }
    }

    /** Whether there is such a topic. */
    boolean isThere() {
        return !partition.isEmpty();
    }

    /** Whether all was read. */
    boolean isAtBeginning() {
        return at <= begin;
    }

    /**
     * Reads the next piece.
     *
     * @return whether all of it was read; the sink can end it before
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer, or may not be asked
     */
    boolean read(TopicReader.Sink sink) {
        long from = Math.max(begin, at - piece);
        long started = System.nanoTime();
        topics.seek(partition.get(0), from);
        boolean all = topics.readTo(Map.of(partition.get(0), at), sink);
        at = from;
        long took = System.nanoTime() - started;
        if (took < MOMENT_NANOS / 2) {
            piece = Math.min(MOST, piece * 2);
        } else if (took > MOMENT_NANOS) {
            piece = Math.max(FEWEST, piece / 2);
        }
        return all;
    }

    @Override
    public void close() {
        topics.close();
    }
}
