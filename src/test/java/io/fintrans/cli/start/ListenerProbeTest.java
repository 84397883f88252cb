package io.fintrans.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.cli.start.ListenerProbe.Answer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerProbeTest {
    private static final byte[] ALERT = {0x15, 3, 3, 0, 2, 2, 10};

    private final ServerSocket server = open();
    private final AtomicInteger asked = new AtomicInteger();
    private final ListenerProbe probe = new ListenerProbe(Duration.ofSeconds(30));

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void asksAgainAfterAResetAndHearsTheAnswer() {
        serve((client, turn) -> {
            if (turn < ListenerProbe.ATTEMPTS) {
                reset(client);
            } else {
                client.getOutputStream().write(ALERT);
            }
        });

        assertThat(probe.askKafka(address())).isEqualTo(Answer.TLS);
        assertThat(asked).hasValue(ListenerProbe.ATTEMPTS);
    }

    @Test
    void givesUpAfterItsAttempts() {
        serve((client, turn) -> reset(client));

        assertThat(probe.askKafka(address())).isEqualTo(Answer.NOTHING);
        assertThat(asked).hasValue(ListenerProbe.ATTEMPTS);
    }

    @Test
    void asksOnceIfTheFirstAnswerIsThere() {
        serve((client, turn) -> client.getOutputStream().write(answerTo(client)));

        assertThat(probe.askKafka(address())).isEqualTo(Answer.KAFKA);
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksASilentListenerOnce() {
        serve((client, turn) ->
                assertThat(client.getInputStream().readAllBytes()).isNotEmpty());

        assertThat(new ListenerProbe(Duration.ofMillis(300)).askKafka(address()))
                .isEqualTo(Answer.SILENCE);
        assertThat(asked).hasValue(1);
    }

    @Test
    void beginsATlsHandshake() {
        serve((client, turn) -> {
            byte[] begin = client.getInputStream().readNBytes(2);
            client.getOutputStream().write(begin[0] == 0x16 && begin[1] == 3 ? ALERT : new byte[9]);
        });

        assertThat(probe.askTls(address())).isEqualTo(Answer.TLS);
    }

    @Test
    void hearsNothingWhereNobodyListens() throws IOException {
        server.close();

        assertThat(probe.askKafka(address())).isEqualTo(Answer.NOTHING);
        assertThat(probe.askTls("no port")).isEqualTo(Answer.NOTHING);
    }

    /** An answer has the number of its question. */
    private static byte[] answerTo(Socket client) throws IOException {
        DataInputStream from = new DataInputStream(client.getInputStream());
        from.skipNBytes(8);
        return ByteBuffer.allocate(14).putInt(10).putInt(from.readInt()).array();
    }

    private static void reset(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Behaviour behaviour) {
        Thread thread = new Thread(
                () -> {
                    while (!server.isClosed()) {
                        try (Socket client = server.accept()) {
                            behaviour.serve(client, asked.incrementAndGet());
                        } catch (IOException nextClientThen) {
                            assertThat(asked).isNotNull();
                        }
                    }
                },
                "listener");
        thread.setDaemon(true);
        thread.start();
    }

    /** What a listener does with a client, the first of which has turn 1. */
    private interface Behaviour {
        void serve(Socket client, int turn) throws IOException;
    }
}
