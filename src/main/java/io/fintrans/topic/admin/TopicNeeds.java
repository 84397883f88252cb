package io.fintrans.topic.admin;

import io.fintrans.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds topics against what a stage needs of them, at its start. What is ours it sets right; where it may not, and where a topic
 * belongs to others, it ends the stage with a sentence.
 */
public final class TopicNeeds {
    private static final Logger LOG = LoggerFactory.getLogger(TopicNeeds.class);
    /** A compacted city would lose payments: all but the newest of each key. */
    private static final Map<String, String> OF_A_CITY = Map.of("cleanup.policy", "delete");

    private final Admin admin;
    private final TopicSettings settings;
    private final KafkaTools tools;

    /** @param admin stays the caller's to close */
    public TopicNeeds(Admin admin, KafkaTools tools) {
        this.admin = admin;
        this.settings = new TopicSettings(admin);
        this.tools = tools;
    }

    /**
     * Looks at topics of fintrans that are there; their partitions are not compared.
     *
     * @throws UnfitTopicException if one is not kept as needed and this user may not change it
     * @throws KafkaException if Kafka cannot be asked
     */
    public void meet(List<Topic> ours) {
        Map<String, Config> found = of(ours.stream().map(Topic::name).toList());
        for (Topic topic : ours) {
            Config config = found.get(topic.name());
            if (config != null) {
                Map<String, String> unmet = TopicSettings.unmet(config, topic.configs());
                if (!unmet.isEmpty()) {
                    setRight(topic, unmet);
                }
            }
        }
    }

    /**
     * Looks at the topics of cities, which belong to whoever writes payments: they are never changed here.
     *
     * @throws UnfitTopicException if payments could be lost in one
     * @throws KafkaException if Kafka cannot be asked
     */
    public void meetCities(List<String> cities) {
        of(cities).forEach((city, config) -> {
            Map<String, String> unmet = TopicSettings.unmet(config, OF_A_CITY);
            if (!unmet.isEmpty()) {
                throw new UnfitTopicException(
                        "Topic " + city + " has " + text(unmet) + " but cleanup.policy=delete is needed: Kafka would"
                                + " throw payments away, all but the newest of each"
                                + " key. If nothing else needs it so: "
                                + tools.set(city, OF_A_CITY));
            }
        });
    }

    /**
     * Looks at a topic whose order decides.
     *
     * @throws UnfitTopicException if it has more than one partition, between which there is no order
     */
    public void meetOnePartition(String topic) {
        int partitions = Answers.get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .mapToInt(description -> description.partitions().size())
                .sum();
        if (partitions != 1) {
            throw new UnfitTopicException(
                    "Topic " + topic + " has " + partitions + " partitions but must have 1: its order is what decides,"
                            + " and there is none between partitions. Kafka cannot"
                            + " take partitions away: make the topic again, as"
                            + " docs/trouble.md says under \"When the record of"
                            + " decisions is broken\".");
        }
    }

    private Map<String, Config> of(List<String> topics) {
        Map<String, Config> found = settings.of(topics);
        List<String> unseen =
                topics.stream().filter(topic -> !found.containsKey(topic)).toList();
        if (!unseen.isEmpty()) {
            LOG.warn(
                    "event=settings-not-compared topics={} why=\"this user may not see how they are kept\" do=\"allow"
                            + " DescribeConfigs on them\"",
                    unseen);
        }
        return found;
    }

    private void setRight(Topic topic, Map<String, String> unmet) {
        Map<String, String> needed = new TreeMap<>(topic.configs());
        needed.keySet().retainAll(unmet.keySet());
        try {
            settings.set(topic.name(), needed);
        } catch (AuthorizationException | PolicyViolationException e) {
            throw new UnfitTopicException(
                    "Topic " + topic.name() + " (" + topic.purpose() + ") has " + text(unmet) + " but needs "
                            + text(needed) + ", and this user may not change it. Whoever administers Kafka can: "
                            + tools.set(topic.name(), needed));
        }
        LOG.warn("event=topic-set-right topic={} had=\"{}\" has=\"{}\"", topic.name(), text(unmet), text(needed));
    }

    private static String text(Map<String, String> settings) {
        return new TreeMap<>(settings)
                .entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(", "));
    }
}
