package io.fintrans.cli.start;

import io.fintrans.cli.option.KafkaOptions;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.streams.PermanentFailure;
import io.fintrans.topic.admin.KafkaUser;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells in one sentence why Kafka does not do what a command wants of it; the same sentences for every command. */
public final class KafkaFailure {
    private KafkaFailure() {}

    /** The sentence with its exit code; of any failure of a Kafka client. */
    public static CommandException of(Throwable failure, @Nullable KafkaOptions kafka) {
        String server = kafka == null ? "its address" : kafka.bootstrapServer();
        String source = kafka == null ? "--bootstrap-server" : kafka.serverSource();
        Map<String, Object> client = kafka == null ? Map.of() : kafka.clientProperties();
        if (isOfBootstrap(failure)) {
            return new CommandException(
                    ExitCode.UNREACHABLE,
                    "The name of Kafka's machine is not known: " + server + ". Check " + source + ".");
        }
        PermanentFailure permanent = PermanentFailure.of(failure, server, KafkaUser.principal(client));
        boolean silent = failure instanceof TimeoutException;
        if (silent || (permanent != null && permanent.kind() == PermanentFailure.Kind.REFUSED)) {
            Optional<String> wrong = new ListenerCheck().wrong(client);
            if (wrong.isPresent()) {
                return new CommandException(ExitCode.UNREACHABLE, wrong.get());
            }
        }
        if (silent) {
            return new CommandException(
                    ExitCode.UNREACHABLE, "Kafka at " + server + " does not answer. " + silence(client, source));
        }
        if (permanent != null) {
            return new CommandException(exitCode(permanent.kind()), permanent.sentence());
        }
        Throwable cause =
                failure instanceof KafkaException && failure.getCause() != null ? failure.getCause() : failure;
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new CommandException(
                ExitCode.FAILED, message + ". With FINTRANS_LOG_LEVEL=DEBUG the whole story is printed.");
    }

    private static boolean isOfBootstrap(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException
                    && String.valueOf(cause.getMessage()).contains("bootstrap urls")) {
                return true;
            }
        }
        return false;
    }

    /** A listener that wants to know who comes closes the connection of a client that does not say it, without a word. */
    private static String silence(Map<String, Object> client, String source) {
        String start = "Start it (fintrans broker runs one on this machine), or check " + source;
        return client.containsKey("security.protocol")
                ? start + " and --command-config."
                : start
                        + "; if it wants TLS or a password, security.protocol, ssl.* and sasl.* are missing in"
                        + " --command-config.";
    }

    private static int exitCode(PermanentFailure.Kind kind) {
        return switch (kind) {
            case REFUSED -> ExitCode.UNREACHABLE;
            case SETTING -> ExitCode.USAGE;
            case FORBIDDEN, OTHER -> ExitCode.FAILED;
        };
    }
}
