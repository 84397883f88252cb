package io.fintrans.topic.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads and changes how topics are kept. All methods throw {@link KafkaException} when Kafka refuses. */
public final class TopicSettings {
    private final Admin admin;

    /** @param admin stays the caller's to close */
    public TopicSettings(Admin admin) {
        this.admin = admin;
    }

    /** The settings of those topics that exist and whose settings this user may see. */
    public Map<String, Config> of(Collection<String> topics) {
        List<ConfigResource> resources =
                topics.stream().map(TopicSettings::resource).toList();
        Map<String, Config> found = new HashMap<>();
        admin.describeConfigs(resources).values().forEach((resource, answer) -> {
            try {
                found.put(resource.name(), Answers.get(answer));
            } catch (AuthorizationException | UnknownTopicOrPartitionException e) {
                found.remove(resource.name());
            }
        });
        return found;
    }

    /** What of a topic's settings is not as needed: the setting and the value found. */
    public static Map<String, String> unmet(Config found, Map<String, String> needed) {
        Map<String, String> unmet = new HashMap<>();
        needed.forEach((setting, value) -> {
            ConfigEntry entry = found.get(setting);
            String actual = entry == null ? "(not known to this broker)" : String.valueOf(entry.value());
            if (!SettingNeed.isMet(setting, actual, value)) {
                unmet.put(setting, actual);
            }
        });
        return unmet;
    }

    /** Changes these settings and leaves the others. */
    public void set(String topic, Map<String, String> settings) {
        List<AlterConfigOp> changes = new ArrayList<>();
        settings.forEach((name, value) ->
                changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        Answers.get(
                admin.incrementalAlterConfigs(Map.of(resource(topic), changes)).all());
    }

    /** Adds partitions, so that there are so many. */
    public void extend(String topic, int partitions) {
        Answers.get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all());
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
