package io.fintrans.cli.option;

import io.fintrans.cli.setting.SettingsFile;
import io.fintrans.cli.setting.SettingsProvider;
import io.fintrans.process.CommandException;
import io.fintrans.topic.admin.KafkaTools;
import io.fintrans.topic.admin.TopicAdmin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which Kafka, and how to connect: the options of Kafka's own tools. Mixed into every command that needs a broker. */
public final class KafkaOptions {
    private static final String DEFAULT_SERVER = "127.0.0.1:9092";
    private static final String SERVERS = "bootstrap.servers";

    @Option(
            names = {"--bootstrap-server", "--broker"},
            paramLabel = "HOST:PORT",
            description =
                    "Kafka to connect to (default: bootstrap.servers of --command-config, or " + DEFAULT_SERVER + ").")
    private @Nullable String bootstrapServer;

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

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Those of a command, if it has any. */
    public static Optional<KafkaOptions> of(CommandLine command) {
        return command.getCommandSpec().mixins().values().stream()
                .map(mixin -> mixin.userObject())
                .filter(KafkaOptions.class::isInstance)
                .map(KafkaOptions.class::cast)
                .findFirst();
    }

    /**
     * The Kafka to connect to.
     *
     * @throws CommandException if the file cannot be read
     */
    public String bootstrapServer() {
        return String.valueOf(clientProperties().get(SERVERS));
    }

    /** Where {@link #bootstrapServer()} comes from, for messages. */
    public String serverSource() {
        return source(SERVERS);
    }

    /** Where one of {@link #clientProperties()} comes from, for messages: an option, a variable or a file. */
    public String source(String property) {
        boolean ofFile = commandConfig != null && !commandProperties.containsKey(property);
        if (property.equals(SERVERS)
                && (bootstrapServer != null || !ownProperties().containsKey(SERVERS))) {
            return sourceOf("--bootstrap-server");
        }
        return property + (ofFile ? " in " + commandConfig : " of " + sourceOf("--command-property"));
    }

    private String sourceOf(String option) {
        return command == null ? option : SettingsProvider.source(command, option);
    }

    /** Commands for this Kafka; those of Kafka's own tools are for whoever administers it, with a file of settings of their own. */
    public KafkaTools administratorsTools() {
        String server = "--bootstrap-server " + KafkaTools.quoted(bootstrapServer());
        return new KafkaTools(bootstrapServer(), server + config() + properties(), server);
    }

    /** Commands for this Kafka as this user. */
    public KafkaTools usersTools() {
        String server = "--bootstrap-server " + KafkaTools.quoted(bootstrapServer());
        return new KafkaTools(bootstrapServer(), server + config() + properties(), server + config());
    }

    /**
     * The command that lists the transactions that are open.
     *
     * @param others topics to be looked at besides those of the cities and of fintrans
     */
    public String listTransactions(List<String> cities, String... others) {
        String topics = others.length == 0 ? "" : " --topics " + String.join(",", others);
        String named = cities.isEmpty() ? "" : KafkaTools.cities(cities);
        return administratorsTools().fintrans("transactions", (named + topics).strip());
    }

    /** How many copies of each record there are to be of a topic that a stage makes. */
    public short replication() {
        Object given = clientProperties().get("replication.factor");
        return given == null || given.equals("-1")
                ? TopicAdmin.DEFAULT_REPLICATION
                : Short.parseShort(given.toString());
    }

    private String config() {
        return commandConfig == null
                ? ""
                : " --command-config "
                        + KafkaTools.quoted(
                                commandConfig.toAbsolutePath().normalize().toString());
    }

    /** What only some of Kafka's clients know is left out; secrets are not printed again. */
    private String properties() {
        StringBuilder words = new StringBuilder();
        new TreeMap<>(commandProperties).forEach((name, value) -> {
            ConfigDef.ConfigKey known =
                    AdminClientConfig.configDef().configKeys().get(name);
            if (known != null && !name.equals(SERVERS)) {
                String shown = known.type == ConfigDef.Type.PASSWORD ? "..." : value;
                words.append(" --command-property ").append(KafkaTools.quoted(name + "=" + shown));
            }
        });
        return words.toString();
    }

    /**
     * The properties for every Kafka client: the file's, the single ones over them, and {@code bootstrap.servers}, which the option
     * says before them.
     *
     * @throws CommandException if the file cannot be read
     */
    public Map<String, Object> clientProperties() {
        Map<String, Object> all = ownProperties();
        if (bootstrapServer != null) {
            all.put(SERVERS, bootstrapServer);
        }
        all.putIfAbsent(SERVERS, DEFAULT_SERVER);
        return all;
    }

    private Map<String, Object> ownProperties() {
        Map<String, Object> all = new HashMap<>();
        if (commandConfig != null) {
            all.putAll(SettingsFile.properties("--command-config", commandConfig));
        }
        all.putAll(commandProperties);
        return all;
    }
}
