package io.fintrans.cli;

import io.fintrans.reader.UnreadableBatchException;
import io.fintrans.streams.StageUnfitException;
import io.fintrans.topic.UnfitTopicException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells the user in one sentence why a command ended, and gives the exit code that goes with it. */
final class ErrorReport implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        CommandException said = sentence(thrown, KafkaOptions.of(command).orElse(null));
        PrintWriter err = command.getErr();
        err.println("fintrans: " + said.getMessage());
        if (LoggerFactory.getLogger(ErrorReport.class).isDebugEnabled()) {
            thrown.printStackTrace(err);
        }
        err.flush();
        return said.exitCode();
    }

    private static CommandException sentence(Exception thrown, @Nullable KafkaOptions kafka) {
        if (thrown instanceof CommandException said) {
            return said;
        }
        if (thrown instanceof UnreadableBatchException
                || thrown instanceof UnfitTopicException
                || thrown instanceof StageUnfitException) {
            return new CommandException(ExitCode.FAILED, thrown);
        }
        return KafkaFailure.of(thrown, kafka);
    }
}
