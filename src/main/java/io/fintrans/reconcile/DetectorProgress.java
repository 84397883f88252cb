package io.fintrans.reconcile;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/** How far the detector has come, by the offsets that its group has committed. */
final class DetectorProgress {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Admin admin;
    private final String group;
    private final long deadline;

    /** @param timeout for all waiting together, from now */
    DetectorProgress(Admin admin, String group, Duration timeout) {
        this.admin = admin;
        this.group = group;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    /** The offsets committed, without those of transactions that are still open. */
    Map<TopicPartition, Long> committed() {
        try {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> put(offsets, partition, offset));
            return offsets;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    private static void put(Map<TopicPartition, Long> offsets, TopicPartition partition, OffsetAndMetadata offset) {
        if (offset != null) {
            offsets.put(partition, offset.offset());
        }
    }

    /**
     * Waits until the group has passed these records.
     *
     * @param lastOffsets the offset of the last record of each partition; -1 for none
     * @param behind told while waiting how many offsets are still to come
     * @return how many offsets are still to come when time is up; 0 if none
     */
    long await(Map<TopicPartition, Long> lastOffsets, LongConsumer behind) {
        while (true) {
            long missing = missing(lastOffsets, committed());
            if (missing == 0 || System.nanoTime() - deadline > 0) {
                return missing;
            }
            behind.accept(missing);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static long missing(Map<TopicPartition, Long> lastOffsets, Map<TopicPartition, Long> committed) {
        long missing = 0;
        for (Entry<TopicPartition, Long> last : lastOffsets.entrySet()) {
            missing += Math.max(0, last.getValue() + 1 - committed.getOrDefault(last.getKey(), 0L));
        }
        return missing;
    }
}
