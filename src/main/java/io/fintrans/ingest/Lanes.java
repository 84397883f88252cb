package io.fintrans.ingest;

import io.fintrans.timeseries.WriteOutcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The lanes of the partitions that this instance has. Used by one thread. */
final class Lanes {
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    /** One for all: a lane with smaller batches would have to wait as long for each and fall behind the others. */
    private final BatchSize size = new BatchSize();

    private final RandomGenerator random;
    private final long waitNanos;
    private final long memory;

    /** @param memory for all records that wait, in bytes */
    Lanes(RandomGenerator random, long waitNanos, long memory) {
        this.random = random;
        this.waitNanos = waitNanos;
        this.memory = memory;
    }

    Lane of(TopicPartition partition) {
        return lanes.computeIfAbsent(
                partition, any -> new Lane(size, new Backoff(random), waitNanos, System.nanoTime()));
    }

    Map<TopicPartition, Lane> all() {
        return lanes;
    }

    void remove(Collection<TopicPartition> partitions) {
        partitions.forEach(lanes::remove);
        partitions.forEach(committed::remove);
    }

    /** Whether this lane must get no more: it has its share of the memory, or the next batch. What waits for long is costly garbage. */
    boolean isFull(Lane lane) {
        return lane.hasBatch() || lane.bytes() >= memory / lanes.size();
    }

    boolean isAnyUnderWay() {
        return lanes.values().stream().anyMatch(Lane::isUnderWay);
    }

    /** How many records wait or are under way. */
    long records() {
        return lanes.values().stream().mapToLong(Lane::records).sum();
    }

    /** What is done and not yet committed. */
    Map<TopicPartition, OffsetAndMetadata> toCommit(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Lane lane = lanes.get(partition);
            if (lane != null && lane.doneOffset().isPresent()) {
                long offset = lane.doneOffset().getAsLong();
                if (committed.getOrDefault(partition, -1L) < offset) {
                    offsets.put(partition, new OffsetAndMetadata(offset));
                }
            }
        }
        return offsets;
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            if (lanes.containsKey(partition)) {
                committed.merge(partition, offset.offset(), Math::max);
            }
        });
    }

    /** Waits for what is under way in these, at most so long in all; what InfluxDB has taken is then done. */
    void settle(Collection<TopicPartition> partitions, long nanos) {
        long end = System.nanoTime() + nanos;
        for (TopicPartition partition : partitions) {
            Lane lane = lanes.get(partition);
            Lane.Answer answer = lane == null ? null : lane.awaitAnswer(end - System.nanoTime());
            if (lane != null && answer != null && answer.outcome() instanceof WriteOutcome.Taken) {
                lane.done(lane.answered());
            }
        }
    }
}
