package io.fintrans.generator;

import io.fintrans.topic.admin.TopicLeaders;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.RetriableException;

/** Knows whether every partition of some topics has a leader that takes records; {@link TopicLeaders} tells why that matters. */
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
            Map<String, Integer> partitions = described.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            topic -> topic.getValue().partitions().size()));
            TopicLeaders.ready(admin, partitions, TIMEOUT_MS).get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
