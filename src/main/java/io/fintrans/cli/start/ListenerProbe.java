package io.fintrans.cli.start;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;

/** Asks one listener in Kafka's protocol, or in TLS, and tells in what it answers. */
final class ListenerProbe {
    /** How often to ask: a listener that closes at once can reset the connection before its answer has been read. */
    static final int ATTEMPTS = 3;

    private static final short API_VERSIONS = 18;
    private static final int CORRELATION = 0x66696e74;
    /** The first byte of a TLS alert, and of every record of a handshake. */
    private static final int TLS_ALERT = 0x15;

    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TLS_MAJOR = 3;
    /** An answer with the versions of all requests has some hundred bytes. */
    private static final int LARGEST_ANSWER = 1024 * 1024;

    /** What a listener has answered. */
    enum Answer {
        KAFKA,
        TLS,
        SOMETHING_ELSE,
        /** It has accepted the connection, and says nothing. */
        SILENCE,
        /** No connection, or one that was closed without an answer. */
        NOTHING
    }

    private final int patienceMillis;

    /** @param patience with a connection, and then with an answer */
    ListenerProbe(Duration patience) {
        this.patienceMillis = Math.toIntExact(patience.toMillis());
    }

    /** Asks in Kafka's protocol for the versions of its requests, which every listener answers before anybody has signed in. */
    Answer askKafka(String server) {
        return ask(server, versions());
    }

    /** Begins a TLS handshake and lets it be: a broker does not log that as an attack, as it does with what is no TLS. */
    Answer askTls(String server) {
        try {
            return ask(server, hello(host(server)));
        } catch (GeneralSecurityException | IOException e) {
            return Answer.NOTHING;
        }
    }

    private Answer ask(String server, byte[] question) {
        try {
            int port = Integer.parseInt(server.substring(server.lastIndexOf(':') + 1));
            return ask(new InetSocketAddress(host(server), port), question, ATTEMPTS);
        } catch (IOException | IllegalArgumentException e) {
            return Answer.NOTHING;
        }
    }

    private static String host(String server) {
        return server.substring(0, Math.max(server.lastIndexOf(':'), 0)).replaceAll("^\\[|]$", "");
    }

    private Answer ask(InetSocketAddress address, byte[] question, int attempts) throws IOException {
        try {
            return ask(address, question);
        } catch (ConnectException | SocketTimeoutException | ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            if (attempts == 1) {
                throw e;
            }
            return ask(address, question, attempts - 1);
        }
    }

    private Answer ask(InetSocketAddress address, byte[] question) throws IOException {
        // A channel's socket, unlike others, hears an interrupt: whoever is told to end does not wait.
        try (SocketChannel channel = SocketChannel.open()) {
            Socket socket = channel.socket();
            socket.connect(address, patienceMillis);
            socket.setSoTimeout(patienceMillis);
            socket.getOutputStream().write(question);
            try {
                return answer(new DataInputStream(socket.getInputStream()));
            } catch (SocketTimeoutException e) {
                return Answer.SILENCE;
            }
        }
    }

    private static byte[] versions() {
        byte[] name = {'f', 'i', 'n', 't', 'r', 'a', 'n', 's'};
        int size = 2 + 2 + 4 + 2 + name.length;
        return ByteBuffer.allocate(4 + size)
                .putInt(size)
                .putShort(API_VERSIONS)
                .putShort((short) 0)
                .putInt(CORRELATION)
                .putShort((short) name.length)
                .put(name)
                .array();
    }

    private static byte[] hello(String host) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[0], new TrustManager[0], null);
        SSLEngine engine = context.createSSLEngine(host, -1);
        engine.setUseClientMode(true);
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        byte[] bytes = new byte[record.flip().remaining()];
        record.get(bytes);
        return bytes;
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
