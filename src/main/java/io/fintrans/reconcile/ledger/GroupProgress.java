package io.fintrans.reconcile.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How far the detector has come, by the offsets that its group has committed. Asks without joining the group, by a consumer
 * and not by an admin client, because only a consumer asks again while a transaction with newer offsets is open.
 */
public final class GroupProgress implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> member;
    private final long deadline;

    /** @param timeout for all waiting together, from now */
    public GroupProgress(Map<String, Object> clientProperties, String group, Duration timeout) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        member = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        deadline = System.nanoTime() + timeout.toNanos();
    }

    /** The offsets committed for these partitions; 0 where there is none. */
    public Map<TopicPartition, Long> committed(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        member.committed(partitions)
                .forEach((partition, offset) -> offsets.put(partition, offset == null ? 0 : offset.offset()));
        return offsets;
    }

    /**
     * Waits until the group has passed these records.
     *
     * @param lastOffsets the offset of the last record of each partition; -1 for none
     * @param behind told while waiting how many offsets are still to come
     * @return how many offsets are still to come when time is up; 0 if none
     */
    public long await(Map<TopicPartition, Long> lastOffsets, LongConsumer behind) {
        while (true) {
            long missing = missing(lastOffsets, committed(lastOffsets.keySet()));
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

    @Override
    public void close() {
        member.close();
    }
}
