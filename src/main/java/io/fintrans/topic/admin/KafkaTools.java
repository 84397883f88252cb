package io.fintrans.topic.admin;

import io.fintrans.topic.Right;
import io.fintrans.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The commands that do what a stage may not do itself: of Kafka's own tools, for whoever administers Kafka, and of fintrans. They can be
 * pasted into a shell.
 *
 * @param bootstrapServer of the Kafka that they are for
 * @param ofFintrans options with which fintrans connects to it
 * @param ofTools options with which Kafka's own tools do
 */
public record KafkaTools(String bootstrapServer, String ofFintrans, String ofTools) {
    /** Of a Kafka that lets everybody in. */
    public KafkaTools(String bootstrapServer) {
        this(bootstrapServer, "--bootstrap-server " + bootstrapServer, "--bootstrap-server " + bootstrapServer);
    }

    /**
     * A command of fintrans.
     *
     * @param options of its own, or nothing
     */
    public String fintrans(String command, String... options) {
        String all = String.join(" ", options);
        return "fintrans " + command + " " + ofFintrans + (all.isEmpty() ? "" : " " + all);
    }

    /** The option that names the cities. */
    public static String cities(List<String> names) {
        return "--cities " + String.join(",", names);
    }

    /** A word as a shell reads it, whatever is in it. */
    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:,=@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Makes a topic, as many copies of it as the broker makes by default. */
    public String create(Topic topic) {
        return create(topic, TopicAdmin.DEFAULT_REPLICATION);
    }

    /**
     * Makes a topic.
     *
     * @param replication copies of each record, or {@link TopicAdmin#DEFAULT_REPLICATION}
     */
    public String create(Topic topic, short replication) {
        String configs = new TreeMap<>(topic.configs())
                .entrySet().stream()
                        .map(config -> " --config " + config.getKey() + "=" + config.getValue())
                        .collect(Collectors.joining());
        return tool("kafka-topics.sh") + " --create --topic " + topic.name() + " --partitions " + topic.partitions()
                + (replication == TopicAdmin.DEFAULT_REPLICATION ? "" : " --replication-factor " + replication)
                + configs;
    }

    /** Adds partitions. */
    public String extend(String topic, int partitions) {
        return tool("kafka-topics.sh") + " --alter --topic " + topic + " --partitions " + partitions;
    }

    /** Deletes a topic. */
    public String delete(String topic) {
        return tool("kafka-topics.sh") + " --delete --topic " + topic;
    }

    /** Gives a principal a right. */
    public String allow(String principal, Right right) {
        String resource =
                switch (right.resource()) {
                    case TOPIC -> "--topic " + right.name();
                    case GROUP -> "--group " + right.name();
                    case TRANSACTIONAL_ID -> "--transactional-id " + right.name() + " --resource-pattern-type prefixed";
                    case CLUSTER -> "--cluster";
                };
        return tool("kafka-acls.sh") + " --add --allow-principal " + principal + " --operation " + right.operationName()
                + " " + resource;
    }

    /** Changes settings of a topic. */
    public String set(String topic, Map<String, String> settings) {
        String list = new TreeMap<>(settings)
                .entrySet().stream()
                        .map(setting -> setting.getKey() + "="
                                + (setting.getValue().contains(",")
                                        ? "[" + setting.getValue() + "]"
                                        : setting.getValue()))
                        .collect(Collectors.joining(","));
        return tool("kafka-configs.sh") + " --alter --entity-type topics --entity-name " + topic + " --add-config "
                + list;
    }

    private String tool(String name) {
        return name + " " + ofTools;
    }
}
