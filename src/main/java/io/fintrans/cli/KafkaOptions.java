package io.fintrans.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which Kafka, and how to connect: the options of Kafka's own tools. Mixed into every command that needs a broker. */
public final class KafkaOptions {
    @Option(
            names = {"--bootstrap-server", "--broker"},
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9092",
            description = "Kafka to connect to (default: ${DEFAULT-VALUE}).")
    private String bootstrapServer = "127.0.0.1:9092";

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties file passed to every Kafka client, for example security.protocol and ssl.*;"
                    + " the place for secrets.")
    private @Nullable Path commandConfig;

    @Option(
            names = "--command-property",
            paramLabel = "KEY=VALUE",
            description = "One property for every Kafka client; may be repeated; overrides --command-config.")
    private Map<String, String> commandProperties = new LinkedHashMap<>();

    /** Those of a command, if it has any. */
    static Optional<KafkaOptions> of(CommandLine command) {
        return command.getCommandSpec().mixins().values().stream()
                .map(mixin -> mixin.userObject())
                .filter(KafkaOptions.class::isInstance)
                .map(KafkaOptions.class::cast)
                .findFirst();
    }

    public String bootstrapServer() {
        return bootstrapServer;
    }

    /**
     * The properties for every Kafka client: the file's, the single ones over them, and {@code bootstrap.servers}.
     *
     * @throws CommandException if the file cannot be read
     */
    public Map<String, Object> clientProperties() {
        Map<String, Object> all = new HashMap<>();
        if (commandConfig != null) {
            load(commandConfig).forEach((key, value) -> all.put((String) key, value));
        }
        all.putAll(commandProperties);
        all.put("bootstrap.servers", bootstrapServer);
        return all;
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "Cannot read --command-config " + file + ": " + e.getMessage() + ". Check the path.");
        }
        return properties;
    }
}
