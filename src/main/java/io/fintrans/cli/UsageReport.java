package io.fintrans.cli;

import io.fintrans.cli.setting.Spelling;
import io.fintrans.process.ExitCode;
import java.io.PrintWriter;
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
        Spelling.nearest(word, command.getCommandSpec().optionsMap().keySet(), MISSPELT).stream()
                .filter(name -> name.startsWith("--"))
                .findFirst()
                .ifPresent(name -> err.println("Did you mean: " + name + "?"));
        return true;
    }

    /** {@code fintrans help detct} has no unmatched argument of its own. */
    private static void suggestCommand(ParameterException thrown, CommandLine command, PrintWriter err) {
        String word = String.valueOf(thrown.getMessage()).replaceFirst("^Unknown subcommand '(.*)'\\.$", "$1");
        if (!word.equals(thrown.getMessage())) {
            Spelling.nearest(word, command.getSubcommands().keySet(), MISSPELT).stream()
                    .findFirst()
                    .ifPresent(name -> err.println("Did you mean: " + name + "?"));
        }
    }
}
