package io.fintrans.generator;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Knows whether every partition has a leader that takes records.
 *
 * <p>A topic can be seen before its leaders are ready. An idempotent producer that starts then can lose: its first batch is
 * refused (not leader), the second, already on its way, is the first that the leader takes, and from then on the first one is
 * out of sequence until its delivery times out. Only a partition that never had a record of this producer is in danger.
 */
final class PartitionLeaders {
    private static final int TIMEOUT_MS = 5000;

    private final Map<String, Object> properties;
    private final Collection<String> topics;

    PartitionLeaders(Map<String, Object> kafkaProperties, Collection<String> topics) {
        properties = new HashMap<>(kafkaProperties);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        this.topics = topics;
    }

    /**
     * Whether all are ready; asks for up to ten seconds.
     *
     * @throws InterruptedException if the thread was interrupted
     * @throws org.apache.kafka.common.KafkaException if Kafka answers with something that waiting does not heal
     */
    boolean areReady() throws InterruptedException {
        try (Admin admin = Admin.create(properties)) {
            Map<String, TopicDescription> described =
                    admin.describeTopics(topics).allTopicNames().get();
            Map<TopicPartition, OffsetSpec> ends = described.values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            // Only a leader answers this; the client asks again until there is one.
            admin.listOffsets(ends).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
