package io.fintrans.cli;

import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.cli.start.AdminClients;
import io.fintrans.cli.start.KafkaCommand;
import io.fintrans.cli.start.KafkaFailure;
import io.fintrans.machine.FileFault;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.reader.UnreadableBatchException;
import io.fintrans.streams.StageUnfitException;
import io.fintrans.topic.StageRights;
import io.fintrans.topic.admin.KafkaUser;
import io.fintrans.topic.admin.MissingRights;
import io.fintrans.topic.admin.UnfitTopicException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells the user in one sentence why a command ended, and gives the exit code that goes with it. */
final class ErrorReport implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        KafkaOptions kafka = KafkaOptions.of(command).orElse(null);
        CommandException said = sentence(thrown, kafka);
        if (isForbidden(thrown) && kafka != null) {
            said = exactly(said, kafka, command);
        }
        PrintWriter err = command.getErr();
        err.println("fintrans: " + said.getMessage());
        if (LoggerFactory.getLogger(ErrorReport.class).isDebugEnabled()) {
            thrown.printStackTrace(err);
        }
        err.flush();
        return said.exitCode();
    }

    private static boolean isForbidden(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException) {
                return true;
            }
        }
        return false;
    }

    /** Kafka says that something is not allowed, but not what operation on what: that is looked for now. */
    private static CommandException exactly(CommandException said, KafkaOptions kafka, CommandLine command) {
        Optional<StageRights> rights =
                command.getCommand() instanceof KafkaCommand known ? known.rights() : Optional.empty();
        if (rights.isEmpty()) {
            return said;
        }
        try (Admin admin = AdminClients.open(kafka)) {
            return new MissingRights(admin, kafka.administratorsTools(), KafkaUser.principal(kafka.clientProperties()))
                    .sentence(rights.get())
                    .map(sentence -> new CommandException(ExitCode.FAILED, sentence))
                    .orElse(said);
        } catch (KafkaException e) {
            return said;
        }
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
        return ofFile(thrown).orElseGet(() -> KafkaFailure.of(thrown, kafka));
    }

    /** What reads or writes files says why it could not, or leaves that to be said here. */
    private static Optional<CommandException> ofFile(Exception thrown) {
        Throwable cause = thrown instanceof UncheckedIOException ? thrown.getCause() : thrown;
        if (cause != thrown && !String.valueOf(cause).equals(thrown.getMessage())) {
            return Optional.of(new CommandException(ExitCode.FAILED, thrown.getMessage() + "."));
        }
        return cause instanceof FileSystemException file && file.getFile() != null
                ? Optional.of(new CommandException(
                        ExitCode.FAILED, "Cannot go on: " + FileFault.words(Path.of(file.getFile()), file) + "."))
                : Optional.empty();
    }
}
