package io.fintrans.ingest;

import io.fintrans.format.PaymentFormat;
import io.fintrans.timeseries.WriteOutcome;
import io.fintrans.topic.record.TimeBounds;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The lanes of the partitions that this instance has. Used by one thread. */
final class Lanes {
    private static final Pattern TIME = Pattern.compile("[0-9]{1,18}");

    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    /** One for all: a lane with smaller batches would have to wait as long for each and fall behind the others. */
    private final BatchSize size = new BatchSize();

    private final Set<String> cities;
    private final PaymentFormat payments;
    private final TimeBounds bounds;
    private final RandomGenerator random;
    private final long waitNanos;
    private final long memory;

    /**
     * @param cities topics with payments
     * @param payments format of their records
     * @param bounds of the times of payments
     * @param memory for all records that wait, in bytes
     */
    Lanes(
            List<String> cities,
            PaymentFormat payments,
            TimeBounds bounds,
            RandomGenerator random,
            long waitNanos,
            long memory) {
        this.cities = Set.copyOf(cities);
        this.payments = payments;
        this.bounds = bounds;
        this.random = random;
        this.waitNanos = waitNanos;
        this.memory = memory;
    }

    Lane of(TopicPartition partition) {
        return lanes.computeIfAbsent(
                partition,
                any -> new Lane(
                        size,
                        new Backoff(random),
                        cities.contains(partition.topic()) ? new PartitionTime(bounds, payments) : null,
                        waitNanos,
                        System.nanoTime()));
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

    /** Goes on from where the owner of a partition before had come; what it noted is not for us to judge, and may be missing. */
    void resume(TopicPartition partition, @Nullable OffsetAndMetadata before) {
        if (before != null && TIME.matcher(before.metadata()).matches()) {
            of(partition).resume(Long.parseLong(before.metadata()));
        }
    }

    /** What is done and not yet committed, with the newest time of what is done, by which the next owner knows impossible times. */
    Map<TopicPartition, OffsetAndMetadata> toCommit(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Lane lane = lanes.get(partition);
            if (lane != null && lane.doneOffset().isPresent()) {
                long offset = lane.doneOffset().getAsLong();
                if (committed.getOrDefault(partition, -1L) < offset) {
                    offsets.put(partition, new OffsetAndMetadata(offset, Long.toString(lane.doneTime())));
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
