package io.fintrans.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what is wrong with the command line and where the help is, without printing all of it. */
final class UsageReport implements IParameterExceptionHandler {
    /** More letters than this apart, and it is another word. */
    private static final int MISSPELT = 3;

    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        CommandLine command = thrown.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("fintrans: " + thrown.getMessage());
        if (!suggestOptions(thrown, command, err)) {
            UnmatchedArgumentException.printSuggestions(thrown, err);
            suggestCommand(thrown, command, err);
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    /** Whether an option was misspelt; then the one that was most likely meant is printed. */
    private static boolean suggestOptions(ParameterException thrown, CommandLine command, PrintWriter err) {
        if (!(thrown instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return false;
        }
        String word = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
        if (!word.startsWith("--")) {
            return false;
        }
        command.getCommandSpec().optionsMap().keySet().stream()
                .filter(name -> name.startsWith("--") && distance(word, name) <= MISSPELT)
                .min(Comparator.comparingInt(name -> distance(word, name)))
                .ifPresent(name -> err.println("Did you mean: " + name + "?"));
        return true;
    }

    /** {@code fintrans help detct} has no unmatched argument of its own. */
    private static void suggestCommand(ParameterException thrown, CommandLine command, PrintWriter err) {
        String word = String.valueOf(thrown.getMessage()).replaceFirst("^Unknown subcommand '(.*)'\\.$", "$1");
        if (!word.equals(thrown.getMessage())) {
            command.getSubcommands().keySet().stream()
                    .filter(name -> distance(word, name) <= MISSPELT)
                    .min(Comparator.comparingInt(name -> distance(word, name)))
                    .ifPresent(name -> err.println("Did you mean: " + name + "?"));
        }
    }

    /** How many letters must be left out, put in or replaced to make one word of the other: Levenshtein's distance. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
