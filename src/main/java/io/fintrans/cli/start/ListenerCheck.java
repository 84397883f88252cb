package io.fintrans.cli.start;

import io.fintrans.cli.start.ListenerProbe.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a client and a listener of Kafka speak the same language. Kafka's own clients cannot tell: one without TLS takes the
 * first bytes of a TLS alert for the size of an answer, and asks Java for 352 MB; and with a listener that says nothing they wait.
 */
final class ListenerCheck {
    /** How long to wait for a connection and for an answer: long enough for a listener on a machine under load. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long to wait for an answer in the other language. */
    private static final Duration SECOND_PATIENCE = Duration.ofSeconds(5);

    private final ListenerProbe first;
    private final ListenerProbe second;

    ListenerCheck() {
        this(PATIENCE, SECOND_PATIENCE);
    }

    /** @param second how long to wait for an answer in the language that the client does not speak */
    ListenerCheck(Duration first, Duration second) {
        this.first = new ListenerProbe(first);
        this.second = new ListenerProbe(second);
    }

    /**
     * What was found.
     *
     * @param sentence what is wrong and what to do; null if nothing is, or if nobody can be connected to, which others say better
     * @param silent whether that is all: it may answer later
     */
    record Found(@Nullable String sentence, boolean silent) {}

    /** Asks before a client with these properties does. */
    Found beforeStart(Map<String, Object> client) {
        return look(client, isTls(client), false);
    }

    /** Asks after a client with these properties has failed: without TLS also for one with it; and names whoever is silent beside others. */
    Found afterFailure(Map<String, Object> client) {
        return look(client, false, true);
    }

    /** The sentence after a failure, whether it is of another language or of silence. */
    Optional<String> wrong(Map<String, Object> client) {
        return Optional.ofNullable(afterFailure(client).sentence());
    }

    private Found look(Map<String, Object> client, boolean tlsFirst, boolean failed) {
        List<String> silent = new ArrayList<>();
        for (String each :
                String.valueOf(client.getOrDefault("bootstrap.servers", "")).split(",", -1)) {
            String server = each.strip();
            Answer answer = tlsFirst ? first.askTls(server) : first.askKafka(server);
            if (answer == Answer.SILENCE) {
                silent.add(server);
            } else if (answer != Answer.NOTHING) {
                String wrong = sentence(server, answer, protocol(client));
                boolean isSilenceToBlame = wrong == null && failed && !silent.isEmpty();
                return isSilenceToBlame ? besides(silent, server) : new Found(wrong, false);
            }
        }
        return silent.isEmpty() ? new Found(null, false) : ofSilent(silent, client, tlsFirst);
    }

    /** Kafka's clients begin with any of the addresses, and stay with it until their time is over. */
    private static Found besides(List<String> silent, String answers) {
        return new Found(
                "What listens at " + String.join(",", silent) + " accepts connections and answers nothing, and clients"
                        + " stay with it for long. " + answers + " answers: leave the other out of --bootstrap-server.",
                true);
    }

    /** A listener waits silently for the rest of what it takes for a long message in its own language. */
    private Found ofSilent(List<String> servers, Map<String, Object> client, boolean tlsFirst) {
        for (String server : servers) {
            Answer answer = tlsFirst ? second.askKafka(server) : second.askTls(server);
            if (answer == Answer.KAFKA || answer == Answer.TLS) {
                return new Found(sentence(server, answer, protocol(client)), false);
            }
        }
        return new Found(
                "What listens at " + String.join(",", servers)
                        + " accepts connections and answers nothing, neither without TLS nor with it. Probably Kafka"
                        + " hangs there or is still starting, or a proxy or tunnel leads to nothing. Look at Kafka's log on that"
                        + " machine, and check that --bootstrap-server is the address of its listener.",
                true);
    }

    private static boolean isTls(Map<String, Object> client) {
        return protocol(client).endsWith("SSL");
    }

    private static String protocol(Map<String, Object> client) {
        return String.valueOf(client.getOrDefault("security.protocol", "PLAINTEXT"))
                .strip()
                .toUpperCase(Locale.ROOT);
    }

    private static @Nullable String sentence(String server, Answer answer, String protocol) {
        boolean tls = protocol.endsWith("SSL");
        if (answer == Answer.TLS && !tls) {
            return "The listener at " + server + " probably speaks TLS, and this client does not: security.protocol is "
                    + protocol + ". Set security.protocol=" + (protocol.startsWith("SASL") ? "SASL_SSL" : "SSL")
                    + " and ssl.truststore.location in the file of --command-config, or give the address of a listener"
                    + " without TLS.";
        }
        if (answer == Answer.KAFKA && tls) {
            return "The listener at " + server + " speaks Kafka's protocol without TLS, but security.protocol is "
                    + protocol + ". Give the address of the listener with TLS, or set security.protocol="
                    + (protocol.startsWith("SASL") ? "SASL_PLAINTEXT" : "PLAINTEXT")
                    + " in the file of --command-config if nobody else can read the network.";
        }
        if (answer == Answer.SOMETHING_ELSE) {
            return "What listens at " + server
                    + " does not speak Kafka's protocol: it may be the port of something else. Give the"
                    + " address of a Kafka.";
        }
        return null;
    }
}
