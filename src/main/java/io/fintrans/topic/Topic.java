package io.fintrans.topic;

import java.util.Map;

/**
 * A topic that fintrans needs.
 *
 * @param purpose what is in it, in a few words
 * @param configs Kafka's topic settings that differ from the broker's defaults
 */
public record Topic(String name, int partitions, String purpose, Map<String, String> configs) {
    public Topic {
        configs = Map.copyOf(configs);
    }
}
