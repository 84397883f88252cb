package io.fintrans.reader;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once through the partitions that a failed poll wanted to read, one after the other, a fetch of each, until what was too
 * large is found and passed.
 */
final class CarefulPass implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CarefulPass.class);
    private static final int MAX_FAILURES = 20;

    private final PartitionFetch fetch;
    private final Limits limits;
    private final ToLongFunction<TopicPartition> positions;
    private final Function<TopicPartition, @Nullable Node> leaders;
    private final Deque<TopicPartition> left;
    private @Nullable CarefulReader reader;
    private int failures;
    private boolean found;
    /** Kafka did not answer, which says nothing about what is there. */
    private boolean unanswered;
    /** Partitions were taken away before they were read. */
    private boolean interrupted;

    /**
     * @param fetch is closed with this
     * @param positions where each partition goes on
     * @param leaders of the partitions; null where there is none now
     */
    CarefulPass(
            PartitionFetch fetch,
            Limits limits,
            Collection<TopicPartition> partitions,
            ToLongFunction<TopicPartition> positions,
            Function<TopicPartition, @Nullable Node> leaders) {
        this.fetch = fetch;
        this.limits = limits;
        this.left = new ArrayDeque<>(partitions);
        this.positions = positions;
        this.leaders = leaders;
    }

    /** Whether there is nothing more to read here. */
    boolean isOver() {
        return left.isEmpty();
    }

    /** Whether everything was read and nothing was found that explains the failure. */
    boolean wasInVain() {
        return !found && !unanswered && !interrupted;
    }

    /** Whether Kafka did not answer the last time: then there is time before it is asked again. */
    boolean isWaiting() {
        return failures > 0;
    }

    /** Leaves out all partitions but these. */
    void retain(Set<TopicPartition> assigned) {
        leaveOut(left.stream().filter(each -> !assigned.contains(each)).toList());
    }

    /** Leaves out partitions that others have now, or had meanwhile: if they come back, they go on where their group has come to. */
    void leaveOut(Collection<TopicPartition> partitions) {
        interrupted |= left.removeAll(partitions);
        partitions.forEach(this::moved);
    }

    /** The partition is read from another place than where this stood. */
    void moved(TopicPartition partition) {
        CarefulReader current = reader;
        if (current != null && current.partition().equals(partition)) {
            current.close();
            reader = null;
        }
    }

    /** Whether one of these is still to be read. */
    boolean wants(Set<TopicPartition> readable) {
        return left.stream().anyMatch(readable::contains);
    }

    /**
     * Reads on in one partition.
     *
     * @param readable those that the stage wants records of now
     * @throws UnreadableBatchException if a batch cannot be read; all before it was given out
     */
    ConsumerRecords<byte[], byte[]> next(Set<TopicPartition> readable) {
        TopicPartition partition =
                left.stream().filter(readable::contains).findFirst().orElseThrow();
        CarefulReader current = reader;
        try {
            if (current == null || !current.partition().equals(partition)) {
                current = open(partition);
            }
        } catch (IOException e) {
            LOG.debug("event=careful-fetch-failed", e);
            failures++;
            if (failures > MAX_FAILURES) {
                // Kafka's own consumer will tell what it is.
                unanswered = true;
                left.clear();
            }
            return ConsumerRecords.empty();
        }
        failures = 0;
        List<ConsumerRecord<byte[], byte[]>> records = current.next();
        // Whoever has all it wants may turn to other partitions now, and never ask for the rest.
        found |= current.foundLarge();
        if (records.isEmpty()) {
            finish(current);
        }
        return new ConsumerRecords<>(
                records.isEmpty() ? Map.of() : Map.of(partition, records),
                Map.of(partition, new OffsetAndMetadata(current.position())));
    }

    private CarefulReader open(TopicPartition partition) throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
        Node leader = leaders.apply(partition);
        if (leader == null || leader.isEmpty()) {
            throw new IOException("There is no leader of " + partition);
        }
        CarefulReader opened = CarefulReader.fetch(fetch, partition, leader, positions.applyAsLong(partition), limits);
        reader = opened;
        return opened;
    }

    private void finish(CarefulReader finished) {
        reader = null;
        left.remove(finished.partition());
        if (finished.foundLarge()) {
            left.clear();
            LOG.info(
                    "event=passed-large-record partition={} next-offset={}", finished.partition(), finished.position());
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
        fetch.close();
    }
}
