package io.fintrans.cli.setting;

import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Where an option that is not on the command line comes from: the environment ({@code FINTRANS_BOOTSTRAP_SERVER} for
 * {@code --bootstrap-server}), then the file of {@code --config}, then the option's own default.
 */
public final class SettingsProvider implements IDefaultValueProvider {
    /** The option that names the file, for every command. */
    static final String CONFIG = "--config";

    /** The names that the first demo had for its settings. */
    private static final Map<String, String> FIRST_DEMO =
            Map.of("--threshold", "ALERT_THRESHOLD", "--influx", "INFLUX_API", "--database", "INFLUX_TARGET_DB");

    private static final int GUESSES = 3;
    /** More letters than this apart, and it is another word. */
    private static final int MISSPELT = 3;

    private static final Set<String> NEVER = Set.of("--help", "--version", CONFIG);

    private record Setting(String value, String source) {}

    private final Map<String, String> environment;
    private final String path;
    private final Map<String, String> file;

    private SettingsProvider(Map<String, String> environment, String path, Map<String, String> file) {
        this.environment = environment;
        this.path = path;
        this.file = file;
    }

    /**
     * Adds {@code --config} to every command, and this provider.
     *
     * @param arguments in which {@code --config} is looked for, because the file is needed before the rest can be read
     * @throws CommandException if the file cannot be read, or it or the environment has a name that no command knows
     */
    public static void install(CommandLine root, Map<String, String> environment, String... arguments) {
        Set<String> known = new TreeSet<>();
        addNames(root, known);
        if (!asksForHelp(arguments)) {
            StrayVariables.check(environment, known, line -> root.getErr().println("fintrans: " + line));
            root.getErr().flush();
        }
        root.getSubcommands().values().forEach(SettingsProvider::addConfig);
        String file = configFile(environment, arguments);
        root.setDefaultValueProvider(new SettingsProvider(
                environment, file == null ? "" : file, file == null ? Map.of() : read(Path.of(file), known)));
    }

    private static void addConfig(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder(CONFIG)
                        .paramLabel("FILE")
                        .type(Path.class)
                        .description("Properties file with settings: names of options without the dashes. The"
                                + " environment (FINTRANS_BOOTSTRAP_SERVER and so on) wins over it, the command"
                                + " line over both.")
                        .build());
        command.getSubcommands().values().forEach(SettingsProvider::addConfig);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || NEVER.contains(option.longestName())) {
            return null;
        }
        return find(option).map(Setting::value).orElse(null);
    }

    /** Where the value of an option comes from, for messages: the option itself, a variable, or a name in the file. */
    public static String source(CommandSpec command, String option) {
        OptionSpec known = command.findOption(option);
        ParseResult parsed = command.commandLine().getParseResult();
        if (known == null
                || (parsed != null && parsed.hasMatchedOption(known))
                || !(command.defaultValueProvider() instanceof SettingsProvider provider)) {
            return option;
        }
        return provider.find(known).map(Setting::source).orElse(option);
    }

    private Optional<Setting> find(OptionSpec option) {
        return Stream.of(option.names())
                .filter(name -> name.startsWith("--"))
                .map(this::setting)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    private @Nullable Setting setting(String option) {
        String name = option.substring(2);
        String variable = StrayVariables.variable(name);
        String own = environment.get(variable);
        if (own != null && !StrayVariables.isOfAService(variable, own)) {
            return new Setting(own, variable);
        }
        String alias = FIRST_DEMO.get(option);
        String ofFirstDemo = alias == null ? null : environment.get(alias);
        if (alias != null && ofFirstDemo != null) {
            return new Setting(ofFirstDemo, alias);
        }
        String ofFile = file.get(name);
        return ofFile == null ? null : new Setting(ofFile, name + " in " + path);
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
        return environment.get(StrayVariables.variable("config"));
    }

    /** Whoever asks for help gets it, whatever else is wrong. */
    private static boolean asksForHelp(String... arguments) {
        return arguments.length == 0
                || arguments[0].equals("help")
                || Stream.of(arguments).anyMatch(Set.of("--help", "-h", "--version", "-V")::contains);
    }

    private static void addNames(CommandLine command, Set<String> names) {
        for (CommandLine each : command.getSubcommands().values()) {
            each.getCommandSpec().options().stream()
                    .flatMap(option -> Stream.of(option.names()))
                    .filter(name -> name.startsWith("--") && !NEVER.contains(name))
                    .forEach(name -> names.add(name.substring(2)));
            addNames(each, names);
        }
    }

    private static Map<String, String> read(Path path, Set<String> known) {
        Map<String, String> settings = new HashMap<>();
        SettingsFile.properties(CONFIG, path).forEach((name, value) -> {
            if (!known.contains(name)) {
                throw unknown(name, path, known);
            }
            settings.put(name, value.strip());
        });
        return settings;
    }

    private static CommandException unknown(String name, Path path, Set<String> known) {
        List<String> meant = Spelling.nearest(name.toLowerCase(Locale.ROOT).replace('_', '-'), known, MISSPELT);
        String guess = meant.isEmpty()
                ? " Settings have the names of options, without the dashes;"
                : " Did you mean " + String.join(" or ", meant.subList(0, Math.min(GUESSES, meant.size()))) + "?";
        return new CommandException(
                ExitCode.USAGE,
                "There is no setting '" + name + "', which is in " + path + "." + guess
                        + " 'fintrans help COMMAND' lists those of a command.");
    }
}
