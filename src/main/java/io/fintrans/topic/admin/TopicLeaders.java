package io.fintrans.topic.admin;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the leaders of topics that have just been made whether they take records yet.
 *
 * <p>Kafka tells of a new topic a moment before its partitions can be written. An idempotent producer that begins in that
 * moment may have its first batch refused and its second one taken; the first one is then out of order for ever, and everything
 * behind it waits until the delivery timeout and is lost.
 */
public final class TopicLeaders {
    private TopicLeaders() {}

    /**
     * Is done when all partitions have a leader that answers; fails as Kafka's admin client does if that takes too long.
     *
     * @param partitions how many each topic has
     */
    public static KafkaFuture<?> ready(Admin admin, Map<String, Integer> partitions, int timeoutMillis) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        partitions.forEach((topic, count) -> {
            for (int partition = 0; partition < count; partition++) {
                ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        });
        return admin.listOffsets(ends, new ListOffsetsOptions().timeoutMs(timeoutMillis))
                .all();
    }
}
