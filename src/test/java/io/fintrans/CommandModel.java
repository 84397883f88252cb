package io.fintrans;

import io.fintrans.cli.Main;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The commands and options that there are, read from the command line's own model. */
final class CommandModel {
    /** Not part of the model: it is read before the other options can be. */
    private static final String CONFIG = "--config";

    private static final CommandLine ROOT = Main.commandLine();

    private CommandModel() {}

    /** Each command's long options, without those that every command has. */
    static Map<String, Set<String>> commands() {
        Map<String, Set<String>> commands = new TreeMap<>();
        ROOT.getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                commands.put(name, longOptions(command));
            }
        });
        return commands;
    }

    /** The words of a command line ({@code fintrans COMMAND --option ...}) that name nothing. */
    static List<String> unknownIn(String line) {
        List<String> words = List.of(line.split("\\s+"));
        List<String> unknown = new ArrayList<>();
        CommandLine command = ROOT.getSubcommands().get(words.get(1));
        if (command == null) {
            unknown.add("fintrans " + words.get(1));
            return unknown;
        }
        for (String word : words.subList(2, words.size())) {
            command = command.getSubcommands().getOrDefault(word, command);
            String option = word.replaceFirst("=.*", "");
            if (option.matches("--[a-z].*")
                    && !option.equals(CONFIG)
                    && command.getCommandSpec().findOption(option) == null) {
                unknown.add("fintrans " + words.get(1) + " " + option);
            }
        }
        return unknown;
    }

    /** Whether any command has this option. */
    static boolean hasOption(String option) {
        return option.equals(CONFIG) || hasOption(ROOT, option);
    }

    private static boolean hasOption(CommandLine command, String option) {
        return command.getCommandSpec().findOption(option) != null
                || command.getSubcommands().values().stream().anyMatch(each -> hasOption(each, option));
    }

    /** The variables that stand for options: {@code FINTRANS_BOOTSTRAP_SERVER} for {@code --bootstrap-server}. */
    static Set<String> environment() {
        Set<String> names = new TreeSet<>();
        commands()
                .values()
                .forEach(options -> options.forEach(option -> names.add("FINTRANS_"
                        + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_'))));
        return names;
    }

    private static Set<String> longOptions(CommandLine command) {
        Set<String> options = new TreeSet<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden() && !option.usageHelp() && !option.versionHelp()) {
                options.add(option.longestName());
            }
        }
        return options;
    }
}
