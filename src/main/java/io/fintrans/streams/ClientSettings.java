package io.fintrans.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/** Looks whether values of Kafka's settings can be, as soon as they are given: a client looks only when it is made. */
public final class ClientSettings {
    /**
     * A value that cannot be.
     *
     * @param name of the setting, as it was given
     * @param words Kafka's, with the value and what is allowed
     */
    public record Fault(String name, String words) {}

    private static final List<ConfigDef> KNOWN = List.of(
            AdminClientConfig.configDef(),
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            StreamsConfig.configDef());

    private ClientSettings() {}

    /**
     * What is wrong with a value that none of the clients takes that know the setting; nothing if all can be. What is not Kafka's is passed
     * over: a plugin may know it.
     *
     * @param given as {@code --command-config} and {@code --command-property} say; names may have a prefix of Kafka Streams
     */
    public static Optional<Fault> fault(Map<String, Object> given) {
        return given.entrySet().stream()
                .flatMap(setting -> faults(withoutPrefix(setting.getKey()), String.valueOf(setting.getValue())).stream()
                        .limit(1)
                        .map(words -> new Fault(setting.getKey(), words)))
                .findFirst();
    }

    /** Why each client that knows the setting refuses the value; none if one takes it, or none knows it. */
    private static List<String> faults(String name, String value) {
        List<String> faults = new ArrayList<>();
        for (ConfigDef definition : KNOWN) {
            if (definition.configKeys().containsKey(name)) {
                List<String> said = definition.validate(Map.of(name, value)).stream()
                        .filter(each -> each.name().equals(name))
                        .flatMap(each -> each.errorMessages().stream())
                        .toList();
                if (said.isEmpty()) {
                    return List.of();
                }
                faults.addAll(said);
            }
        }
        return faults;
    }

    private static String withoutPrefix(String name) {
        return name.replaceFirst("^((main|restore|global)\\.consumer|consumer|producer|admin)\\.", "");
    }
}
