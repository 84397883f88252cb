package io.fintrans.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where an option that is not on the command line comes from: the environment ({@code FINTRANS_BOOTSTRAP_SERVER} for
 * {@code --bootstrap-server}), then the file of {@code --config}, then the option's own default.
 */
final class SettingsProvider implements IDefaultValueProvider {
    /** The option that names the file, for every command. */
    static final String CONFIG = "--config";

    private static final String PREFIX = "FINTRANS_";
    /** The names that the first demo had for its settings. */
    private static final Map<String, String> FIRST_DEMO =
            Map.of("--threshold", "ALERT_THRESHOLD", "--influx", "INFLUX_API", "--database", "INFLUX_TARGET_DB");

    private static final Set<String> NEVER = Set.of("--help", "--version", CONFIG);

    private final Map<String, String> environment;
    private final Map<String, String> file;

    private SettingsProvider(Map<String, String> environment, Map<String, String> file) {
        this.environment = environment;
        this.file = file;
    }

    /**
     * Adds {@code --config} to every command, and this provider.
     *
     * @param arguments in which {@code --config} is looked for, because the file is needed before the rest can be read
     * @throws CommandException if the file cannot be read or has a name that no command knows
     */
    static void install(CommandLine root, Map<String, String> environment, String... arguments) {
        Set<String> known = names(root);
        for (CommandLine command : root.getSubcommands().values()) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder(CONFIG)
                            .paramLabel("FILE")
                            .type(Path.class)
                            .description("Properties file with settings: names of options without the dashes. The"
                                    + " environment (FINTRANS_BOOTSTRAP_SERVER and so on) wins over it, the command"
                                    + " line over both.")
                            .build());
        }
        String file = configFile(environment, arguments);
        root.setDefaultValueProvider(
                new SettingsProvider(environment, file == null ? Map.of() : read(Path.of(file), known)));
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || NEVER.contains(option.longestName())) {
            return null;
        }
        return Stream.of(option.names())
                .filter(name -> name.startsWith("--"))
                .map(this::value)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String value(String option) {
        String name = option.substring(2);
        String own = environment.get(PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_'));
        if (own != null && !isOfAService(name, own)) {
            return own;
        }
        String alias = FIRST_DEMO.get(option);
        String ofFirstDemo = alias == null ? null : environment.get(alias);
        return ofFirstDemo != null ? ofFirstDemo : file.get(name);
    }

    /** Kubernetes sets such variables for a service named fintrans; they are no settings of ours. */
    private static boolean isOfAService(String name, String value) {
        return name.endsWith("port") && value.matches("(tcp|udp|sctp)://.*");
    }

    private static @Nullable String configFile(Map<String, String> environment, String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith(CONFIG + "=")) {
                return arguments[i].substring(CONFIG.length() + 1);
            }
            if (arguments[i].equals(CONFIG) && i + 1 < arguments.length) {
                return arguments[i + 1];
            }
        }
        return environment.get(PREFIX + "CONFIG");
    }

    private static Set<String> names(CommandLine root) {
        return root.getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> name.startsWith("--") && !NEVER.contains(name))
                .map(name -> name.substring(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> read(Path path, Set<String> known) {
        Map<String, String> settings = new HashMap<>();
        SettingsFile.properties(CONFIG, path).forEach((name, value) -> {
            if (!known.contains(name)) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "There is no setting '" + name + "', which is in " + path + ". Allowed are: "
                                + String.join(", ", known) + ".");
            }
            settings.put(name, value.strip());
        });
        return settings;
    }
}
