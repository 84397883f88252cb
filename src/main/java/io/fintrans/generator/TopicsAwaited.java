package io.fintrans.generator;

import io.fintrans.topic.TopicLeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Waits for Kafka and for topics in it, so that the order in which things start does not matter. */
public final class TopicsAwaited {
    /** One question to Kafka; the user sees a line when it has no answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final Map<String, Object> properties;
    private final Collection<String> topics;

    /** @param kafkaProperties for the admin client */
    public TopicsAwaited(Map<String, Object> kafkaProperties, Collection<String> topics) {
        properties = new HashMap<>(kafkaProperties);
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        this.topics = List.copyOf(topics);
    }

    /**
     * Returns when all topics are there.
     *
     * @param listener is told what is waited for, when that changes
     * @throws InterruptedException if the thread was interrupted
     * @throws org.apache.kafka.common.KafkaException if Kafka answers with something that waiting does not heal, such as a
     *     missing permission
     */
    public void await(Listener listener) throws InterruptedException {
        try (Admin admin = Admin.create(properties)) {
            List<String> before = List.of();
            boolean silent = false;
            while (true) {
                try {
                    List<String> missing = missing(admin);
                    if (missing.isEmpty()) {
                        return;
                    }
                    if (!missing.equals(before)) {
                        listener.waitsForTopics(missing);
                    }
                    before = missing;
                    silent = false;
                    TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
                } catch (TimeoutException e) {
                    if (!silent) {
                        listener.waitsForKafka();
                    }
                    silent = true;
                    before = List.of();
                }
            }
        }
    }

    private List<String> missing(Admin admin) throws InterruptedException, TimeoutException {
        List<String> missing = new ArrayList<>();
        Map<String, Integer> partitions = new HashMap<>();
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(topics).topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : described.entrySet()) {
            try {
                partitions.put(
                        topic.getKey(),
                        answer(topic.getValue()).partitions().size());
            } catch (UnknownTopicOrPartitionException e) {
                missing.add(topic.getKey());
            }
        }
        if (missing.isEmpty()) {
            answer(TopicLeaders.ready(admin, partitions, (int) PATIENCE.toMillis()));
        }
        missing.sort(null);
        return missing;
    }

    private static <T> T answer(KafkaFuture<T> future) throws InterruptedException, TimeoutException {
        try {
            return future.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
                throw unknown;
            } else if (e.getCause() instanceof RetriableException) {
                throw new TimeoutException(e.getMessage());
            } else if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Is told what is waited for. */
    public interface Listener {
        void waitsForKafka();

        void waitsForTopics(List<String> missing);
    }
}
