package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An address that accepted the connection and said nothing gave 41 seconds without a word, and then the advice to start Kafka. A listener
 * that only speaks TLS, and silently waits for more of what it cannot understand, was not recognised, and neither was one without TLS by a
 * client with it. Now what is waited for is said meanwhile, and at the end what is likely.
 */
@Tag("faults")
class SilentListenerIT {
    private static final byte[] ALERT = {0x15, 3, 3, 0, 2, 2, 10};
    private static final String WAITING = "fintrans: waiting for Kafka at ";

    private final List<Socket> open = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket each : open) {
            each.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"topics", "alerts", "doctor", "topics --command-property security.protocol=SSL"})
    void isSaidToBeSilent(String command) throws Exception {
        try (ServerSocket silent = listener((client, first) -> {});
                TestProcess asking = run(command, silent)) {
            assertThat(asking.awaitExit(Duration.ofSeconds(90))).isEqualTo(ExitCode.UNREACHABLE);

            assertThat(asking.log()).hasSize(2);
            assertThat(asking.log().get(0)).startsWith(WAITING + address(silent));
            assertThat(asking.log().get(1))
                    .contains("accepts connections and answers nothing")
                    .contains("--bootstrap-server");
        }
    }

    @Test
    void aStageWaitsForItAndSaysSo() throws Exception {
        try (ServerSocket silent = listener((client, first) -> {});
                TestProcess stage = run("detect", silent)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> stage.logged("waiting for=\"What listens at " + address(silent)
                            + " accepts connections and answers nothing"));
            assertThat(stage.log().get(0)).startsWith(WAITING);
            assertThat(stage.stop(Duration.ofSeconds(60))).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void speaksTlsAndStaysSilentToWhatIsNone() throws Exception {
        try (ServerSocket tls = listener((client, first) -> {
                    if (first == 0x16) {
                        client.write(ALERT);
                    }
                });
                TestProcess asking = run("topics", tls)) {
            assertThat(asking.awaitExit(Duration.ofSeconds(90))).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(asking.logged("probably speaks TLS")).isTrue();
        }
    }

    @Test
    void speaksKafkaAndStaysSilentToTls() throws Exception {
        try (ServerSocket plain = listener(SilentListenerIT::likeKafka);
                TestProcess asking = run("topics --command-property security.protocol=SSL", plain)) {
            assertThat(asking.awaitExit(Duration.ofSeconds(90))).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(asking.logged("speaks Kafka's protocol without TLS")).isTrue();
        }
    }

    @Test
    void oneThatIsSilentBesideOneThatAnswersIsNamedIfItWasToBlame() throws Exception {
        try (ServerSocket silent = listener((client, first) -> {})) {
            String both = address(silent) + "," + TestBroker.shared().address();
            try (TestProcess topics =
                    TestProcess.java(List.of("-Xmx128m"), List.of("topics", "--dry-run", "--bootstrap-server", both))) {
                int code = topics.awaitExit(Duration.ofSeconds(90));
                assertThat(code).isIn(ExitCode.DONE, ExitCode.UNREACHABLE);
                assertThat(topics.logged("leave the other out")).isEqualTo(code == ExitCode.UNREACHABLE);
            }
        }
    }

    /** The size of a request of Kafka begins with a zero; an answer has the number of its question. */
    private static void likeKafka(OutputStream client, int first) throws IOException {
        if (first == 0) {
            client.write(new byte[] {0, 0, 0, 10, 0x66, 0x69, 0x6e, 0x74, 0, 0, 0, 0, 0, 0});
        }
    }

    private static TestProcess run(String command, ServerSocket server) {
        List<String> line = new ArrayList<>(List.of(command.split(" ", -1)));
        line.addAll(List.of("--bootstrap-server", address(server)));
        return TestProcess.java(List.of("-Xmx128m"), line);
    }

    private static String address(ServerSocket server) {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private ServerSocket listener(Behaviour behaviour) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                start(() -> {
                    InputStream from = client.getInputStream();
                    behaviour.answer(client.getOutputStream(), from.read());
                    from.transferTo(OutputStream.nullOutputStream());
                });
            }
        });
        return server;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        assertThat(closed).isNotNull();
                    }
                },
                "listener");
        thread.setDaemon(true);
        thread.start();
    }

    /** What a listener writes to a client whose first byte it has read. */
    private interface Behaviour {
        void answer(OutputStream client, int first) throws IOException;
    }

    /** Until the socket is closed. */
    private interface Work {
        void run() throws IOException;
    }
}
