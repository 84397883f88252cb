package io.fintrans.topic.admin;

import io.fintrans.topic.Topic;
import io.fintrans.transaction.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at fintrans' topics in a Kafka and creates those that are missing. All methods throw {@link KafkaException} when
 * Kafka refuses, and its {@code TimeoutException} when it does not answer within the admin client's limit.
 */
public final class TopicAdmin {
    /** Lets the broker's {@code default.replication.factor} decide. */
    public static final short DEFAULT_REPLICATION = 0;

    private static final Duration HEARD_WITHIN = Duration.ofSeconds(10);
    private static final Duration ASK_AGAIN = Duration.ofMillis(50);

    private final Admin admin;

    /** @param admin stays the caller's to close */
    public TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * Creates those that do not exist; the others stay as they are. Afterwards {@link #describe} finds them, for the controller answers
     * before every broker has heard of them; whichever is not known everywhere after {@link #HEARD_WITHIN} is not waited for any more.
     */
    public void create(List<Topic> topics, short replicationFactor) {
        Optional<Short> replication =
                replicationFactor == DEFAULT_REPLICATION ? Optional.empty() : Optional.of(replicationFactor);
        List<NewTopic> wanted = topics.stream()
                .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), replication)
                        .configs(topic.configs()))
                .toList();
        admin.createTopics(wanted).values().values().forEach(TopicAdmin::awaitCreated);
        awaitHeardOf(wanted.stream().map(NewTopic::name).toList());
    }

    private void awaitHeardOf(List<String> topics) {
        long from = System.nanoTime();
        while (!areKnown(topics) && System.nanoTime() - from < HEARD_WITHIN.toNanos()) {
            try {
                Thread.sleep(ASK_AGAIN.toMillis());
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    private boolean areKnown(List<String> topics) {
        try {
            Answers.get(admin.describeTopics(topics).allTopicNames());
            return true;
        } catch (UnknownTopicOrPartitionException e) {
            return false;
        } catch (TopicAuthorizationException e) {
            // Whoever may create topics need not be allowed to see them.
            return true;
        }
    }

    private static void awaitCreated(KafkaFuture<Void> created) {
        try {
            Answers.get(created);
        } catch (TopicExistsException e) {
            // Another process was a moment faster, which is as good.
            return;
        }
    }

    /** How each topic is, in the same order. */
    public List<TopicState> describe(List<Topic> topics) {
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(topics.stream().map(Topic::name).toList()).topicNameValues();
        Map<String, TopicDescription> found = new HashMap<>();
        Set<String> hidden = new HashSet<>();
        asked.forEach((name, answer) -> {
            try {
                found.put(name, Answers.get(answer));
            } catch (UnknownTopicOrPartitionException e) {
                found.remove(name);
            } catch (TopicAuthorizationException e) {
                hidden.add(name);
            }
        });
        Map<String, Config> configs = new TopicSettings(admin).of(found.keySet());
        Map<String, Long> records = records(found);
        return topics.stream()
                .map(topic -> {
                    TopicDescription description = found.get(topic.name());
                    if (description == null) {
                        return hidden.contains(topic.name()) ? TopicState.hidden(topic) : TopicState.missing(topic);
                    }
                    return state(topic, description, configs.get(topic.name()), records.getOrDefault(topic.name(), 0L));
                })
                .toList();
    }

    private Map<String, Long> records(Map<String, TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> oldest = new HashMap<>();
        Map<TopicPartition, OffsetSpec> newest = new HashMap<>();
        topics.forEach((name, description) -> description.partitions().forEach(partition -> {
            TopicPartition each = new TopicPartition(name, partition.partition());
            oldest.put(each, OffsetSpec.earliest());
            newest.put(each, OffsetSpec.latest());
        }));
        Map<String, Long> records = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> begins =
                Answers.get(admin.listOffsets(oldest).all());
        Answers.get(admin.listOffsets(newest).all()).forEach((partition, end) -> {
            ListOffsetsResultInfo begin = begins.get(partition);
            records.merge(partition.topic(), end.offset() - (begin == null ? 0 : begin.offset()), Long::sum);
        });
        return records;
    }

    private static TopicState state(Topic wanted, TopicDescription description, @Nullable Config config, long records) {
        int partitions = description.partitions().size();
        List<String> mismatches = new ArrayList<>();
        if (partitions != wanted.partitions()) {
            mismatches.add("has " + Count.of(partitions, "partition") + " instead of " + wanted.partitions());
        }
        if (config == null) {
            mismatches.add("does not show its settings to this user, which needs DescribeConfigs");
            return new TopicState(wanted, partitions, records, TopicState.NOT_SHOWN, Map.of(), mismatches);
        }
        Map<String, String> unmet = TopicSettings.unmet(config, wanted.configs());
        unmet.forEach((name, actual) -> mismatches.add(
                "has " + name + "=" + actual + " instead of " + wanted.configs().get(name)));
        mismatches.sort(null);
        return new TopicState(wanted, partitions, records, kept(config), unmet, mismatches);
    }

    private static String kept(Config config) {
        String policy = value(config, "cleanup.policy");
        if (!policy.contains("delete")) {
            return "newest of each key";
        }
        long millis = Long.parseLong(value(config, "retention.ms"));
        String time = millis < 0 ? "for ever" : words(Duration.ofMillis(millis));
        return policy.contains("compact") ? time + ", compacted" : time;
    }

    private static String words(Duration time) {
        if (time.toDays() >= 2) {
            return time.toDays() + " days";
        }
        return time.toHours() >= 1 ? time.toHours() + " h" : time.toSeconds() + " s";
    }

    private static String value(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null ? "(not known to this broker)" : String.valueOf(entry.value());
    }
}
