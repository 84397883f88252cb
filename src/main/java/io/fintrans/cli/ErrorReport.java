package io.fintrans.cli;

import io.fintrans.reader.UnreadableBatchException;
import java.io.PrintWriter;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells the user in one sentence why a command ended, and gives the exit code that goes with it. */
final class ErrorReport implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        CommandException said = sentence(thrown, command);
        PrintWriter err = command.getErr();
        err.println("fintrans: " + said.getMessage());
        if (LoggerFactory.getLogger(ErrorReport.class).isDebugEnabled()) {
            thrown.printStackTrace(err);
        }
        err.flush();
        return said.exitCode();
    }

    private static CommandException sentence(Exception thrown, CommandLine command) {
        if (thrown instanceof CommandException said) {
            return said;
        }
        if (thrown instanceof UnreadableBatchException) {
            return new CommandException(ExitCode.FAILED, thrown);
        }
        Throwable cause = thrown instanceof KafkaException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (thrown instanceof TimeoutException || cause instanceof AuthenticationException) {
            Optional<String> wrong =
                    KafkaOptions.of(command).flatMap(kafka -> ListenerProbe.mismatch(kafka.clientProperties()));
            if (wrong.isPresent()) {
                return new CommandException(ExitCode.UNREACHABLE, wrong.get());
            }
        }
        return sentence(thrown, cause, bootstrapServer(command));
    }

    private static CommandException sentence(Exception thrown, Throwable cause, String server) {
        if (thrown instanceof TimeoutException) {
            return unreachable("Kafka at " + server + " does not answer");
        }
        if (cause instanceof AuthenticationException) {
            return unreachable("Kafka at " + server + " refuses this user (" + cause.getMessage() + ")");
        }
        if (cause instanceof ConfigException
                && String.valueOf(cause.getMessage()).contains("bootstrap urls")) {
            return unreachable("The name of Kafka's machine is not known: " + server);
        }
        if (cause instanceof ConfigException) {
            return new CommandException(
                    ExitCode.USAGE,
                    "A client setting is wrong: " + cause.getMessage()
                            + ". Check --bootstrap-server, --command-config and --command-property.");
        }
        if (cause instanceof AuthorizationException) {
            return new CommandException(
                    ExitCode.FAILED,
                    "Kafka at " + server + " does not allow this: " + cause.getMessage()
                            + " Ask its administrator for the permission; fintrans doctor lists what is needed.");
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new CommandException(
                ExitCode.FAILED, message + ". With FINTRANS_LOG_LEVEL=DEBUG the whole story is printed.");
    }

    private static CommandException unreachable(String what) {
        return new CommandException(
                ExitCode.UNREACHABLE,
                what + ". Start it (fintrans broker runs one on this machine), or check --bootstrap-server and"
                        + " --command-config.");
    }

    private static String bootstrapServer(CommandLine command) {
        return KafkaOptions.of(command).map(KafkaOptions::bootstrapServer).orElse("its address");
    }
}
