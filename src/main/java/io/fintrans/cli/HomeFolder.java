package io.fintrans.cli;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Where the folders are that nobody named. Java asks the list of users for the home folder and not the variable HOME, which people and
 * containers set; and for a user who is not in that list it answers with a question mark.
 */
final class HomeFolder {
    private static final String PROPERTY = "user.home";
    private static final String UNKNOWN = "?";

    private HomeFolder() {}

    /** Has HOME decide, before anybody asks. */
    static void install(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        if (home.startsWith("/")) {
            System.setProperty(PROPERTY, home);
        }
    }

    /** Runs the command, unless a folder of it would be below a home that nobody knows. */
    static int check(ParseResult parsed) {
        CommandLine command = last(parsed);
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.getValue() instanceof Path path && path.startsWith(UNKNOWN)) {
                throw new ParameterException(
                        command,
                        "This user has no home folder, below which " + option.longestName()
                                + " is by default. Set HOME, or give " + option.longestName() + ".");
            }
        }
        return new RunLast().execute(parsed);
    }

    private static CommandLine last(ParseResult parsed) {
        ParseResult each = parsed;
        while (each.hasSubcommand()) {
            each = each.subcommand();
        }
        return each.commandSpec().commandLine();
    }
}
