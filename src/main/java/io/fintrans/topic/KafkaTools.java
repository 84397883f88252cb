package io.fintrans.topic;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The commands of Kafka's own tools that do what a stage may not do itself, for whoever administers Kafka.
 *
 * @param bootstrapServer of the Kafka that they are for
 */
public record KafkaTools(String bootstrapServer) {
    /** Makes a topic, as many copies of it as the broker makes by default. */
    public String create(Topic topic) {
        String configs = new TreeMap<>(topic.configs())
                .entrySet().stream()
                        .map(config -> " --config " + config.getKey() + "=" + config.getValue())
                        .collect(Collectors.joining());
        return tool("kafka-topics.sh") + " --create --topic " + topic.name() + " --partitions " + topic.partitions()
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
        return name + " --bootstrap-server " + bootstrapServer;
    }
}
