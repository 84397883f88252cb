package io.fintrans.cli.setting;

import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where the folders are that nobody named. Java asks the list of users for the home folder and not the variable HOME, which people and
 * containers set; and for a user who is not in that list it answers with a question mark.
 */
public final class HomeFolder {
    private static final String PROPERTY = "user.home";
    private static final String UNKNOWN = "?";

    private HomeFolder() {}

    /** Has HOME decide, before anybody asks. */
    public static void install(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        if (home.startsWith("/")) {
            System.setProperty(PROPERTY, home);
        }
    }

    /** @throws ParameterException if a folder of the command would be below a home that nobody knows */
    public static void check(CommandLine command) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.getValue() instanceof Path path && path.startsWith(UNKNOWN)) {
                throw new ParameterException(
                        command,
                        "This user has no home folder, below which " + option.longestName()
                                + " is by default. Set HOME, or give " + option.longestName() + ".");
            }
        }
    }
}
