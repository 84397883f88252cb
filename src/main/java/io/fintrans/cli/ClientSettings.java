package io.fintrans.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;

/** Looks whether values of Kafka's settings can be, as soon as they are given: a client looks only when it is made. */
final class ClientSettings {
    private static final List<ConfigDef> KNOWN = List.of(
            AdminClientConfig.configDef(),
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            StreamsConfig.configDef());

    private ClientSettings() {}

    /**
     * Refuses a value that none of the clients takes that know the setting. What is not Kafka's is passed over: a plugin may know it.
     *
     * @param given as {@code --command-config} and {@code --command-property} say; names may have a prefix of Kafka Streams
     * @throws CommandException with the name, and what is wrong
     */
    static void check(Map<String, Object> given) {
        given.forEach((name, value) -> {
            List<String> wrong = faults(withoutPrefix(name), String.valueOf(value));
            if (!wrong.isEmpty()) {
                throw new CommandException(
                        ExitCode.USAGE, wrong.get(0) + ". Check --command-config and --command-property.");
            }
        });
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
