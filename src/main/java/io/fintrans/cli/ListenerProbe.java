package io.fintrans.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a client and a listener of Kafka speak the same language. Kafka's own clients cannot tell: one without TLS takes the
 * first bytes of a TLS alert for the size of an answer, and asks Java for 352 MB.
 */
final class ListenerProbe {
    /** How long to wait for a connection and for an answer, in milliseconds: long enough for a listener on a machine under load. */
    private static final int PATIENCE_MS = 10_000;

    /** How often to ask: a listener that closes at once can reset the connection before its answer has been read. */
    private static final int ATTEMPTS = 3;

    private static final short API_VERSIONS = 18;
    private static final int CORRELATION = 0x66696e74;
    /** The first byte of a TLS alert, and of every record of a handshake. */
    private static final int TLS_ALERT = 0x15;

    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TLS_MAJOR = 3;
    /** An answer with the versions of all requests has some hundred bytes. */
    private static final int LARGEST_ANSWER = 1024 * 1024;

    /** What a listener has answered to a request of Kafka's protocol. */
    enum Answer {
        KAFKA,
        TLS,
        SOMETHING_ELSE,
        NOTHING
    }

    private ListenerProbe() {}

    /**
     * What is wrong, in a sentence, if a client with these properties cannot understand what listens at its bootstrap servers. Nothing if
     * it can, or if nobody answers, which others say better.
     */
    static Optional<String> mismatch(Map<String, Object> client) {
        String protocol = String.valueOf(client.getOrDefault("security.protocol", "PLAINTEXT"))
                .strip()
                .toUpperCase(Locale.ROOT);
        for (String server :
                String.valueOf(client.getOrDefault("bootstrap.servers", "")).split(",", -1)) {
            Answer answer = ask(server.strip());
            if (answer != Answer.NOTHING) {
                return Optional.ofNullable(sentence(server.strip(), answer, protocol));
            }
        }
        return Optional.empty();
    }

    /** Whether clients with these properties speak TLS. */
    static boolean isTls(Map<String, Object> client) {
        return String.valueOf(client.get("security.protocol"))
                .strip()
                .toUpperCase(Locale.ROOT)
                .endsWith("SSL");
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

    private static Answer ask(String server) {
        int colon = server.lastIndexOf(':');
        if (colon < 1) {
            return Answer.NOTHING;
        }
        String host = server.substring(0, colon).replaceAll("^\\[|]$", "");
        try {
            return versions(new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1))), ATTEMPTS);
        } catch (IOException | IllegalArgumentException e) {
            return Answer.NOTHING;
        }
    }

    private static Answer versions(InetSocketAddress address, int attempts) throws IOException {
        try {
            return versions(address);
        } catch (ConnectException | SocketTimeoutException | ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            if (attempts == 1) {
                throw e;
            }
            return versions(address, attempts - 1);
        }
    }

    /** Asks for the versions of Kafka's requests, which every listener answers before anybody has signed in. */
    private static Answer versions(InetSocketAddress address) throws IOException {
        // A channel's socket, unlike others, hears an interrupt: whoever is told to end does not wait.
        try (SocketChannel channel = SocketChannel.open()) {
            Socket socket = channel.socket();
            socket.connect(address, PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            DataOutputStream to = new DataOutputStream(socket.getOutputStream());
            byte[] name = {'f', 'i', 'n', 't', 'r', 'a', 'n', 's'};
            to.writeInt(2 + 2 + 4 + 2 + name.length);
            to.writeShort(API_VERSIONS);
            to.writeShort(0);
            to.writeInt(CORRELATION);
            to.writeShort(name.length);
            to.write(name);
            to.flush();
            return answer(new DataInputStream(socket.getInputStream()));
        }
    }

    private static Answer answer(DataInputStream from) throws IOException {
        int size = from.readInt();
        int first = size >>> 24;
        if ((first == TLS_ALERT || first == TLS_HANDSHAKE) && (size >>> 16 & 0xff) == TLS_MAJOR) {
            return Answer.TLS;
        }
        return size >= 4 && size <= LARGEST_ANSWER && from.readInt() == CORRELATION
                ? Answer.KAFKA
                : Answer.SOMETHING_ELSE;
    }
}
