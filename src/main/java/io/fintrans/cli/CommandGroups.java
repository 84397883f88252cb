package io.fintrans.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.TextTable;

/** The commands in the help, in groups by what somebody wants to do. */
final class CommandGroups {
    private static final Map<String, List<String>> GROUPS = groups();

    private CommandGroups() {}

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put(
                "Run",
                List.of("demo", "broker", "topics", "generate", "detect", "network", "volume", "ingest", "console"));
        groups.put("Look", List.of("alerts", "explain", "doctor", "transactions"));
        groups.put("Change", List.of("rules"));
        groups.put("Prove", List.of("reconcile", "audit"));
        groups.put("Mend", List.of("skip", "start-over"));
        groups.put("Measure", List.of("backtest", "benchmark"));
        return groups;
    }

    /** The list of commands for the section of the help. */
    static String render(Help help) {
        Map<String, CommandLine> left = new LinkedHashMap<>();
        help.commandSpec().subcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                left.put(name, command);
            }
        });
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((group, names) -> {
            Map<String, CommandLine> commands = new LinkedHashMap<>();
            names.forEach(name -> {
                CommandLine command = left.remove(name);
                if (command != null) {
                    commands.put(name, command);
                }
            });
            append(text, group, commands, help);
        });
        append(text, "Other", left, help);
        return text.toString();
    }

    private static void append(StringBuilder text, String group, Map<String, CommandLine> commands, Help help) {
        if (commands.isEmpty()) {
            return;
        }
        TextTable table = TextTable.forColumnWidths(help.colorScheme(), 16, 84);
        commands.forEach((name, command) -> table.addRowValues("  " + name, summary(command)));
        text.append(group).append(':').append(System.lineSeparator()).append(table);
    }

    /** The first sentence of the description. */
    private static String summary(CommandLine command) {
        String[] description = command.getCommandSpec().usageMessage().description();
        String first = description.length == 0 ? "" : description[0];
        int end = first.indexOf(". ");
        return end < 0 ? first : first.substring(0, end + 1);
    }
}
