package io.fintrans.issue;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.cli.Main;
import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client without TLS took the first bytes of a TLS alert for the size of an answer, asked Java for 352 MB, and the process ended with
 * exit code 3, which means that a check did not hold. Now a sentence says what is likely, with exit code 4, the other way round too.
 */
class TlsListenerIT {
    private static final String SECRET = "of-the-keystore";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alerts",
                "audit verify",
                "console",
                "detect",
                "doctor",
                "generate",
                "ingest",
                "reconcile",
                "skip --topic T --partition 0 --offset 0 --group g",
                "topics",
                "transactions",
                "volume"
            })
    void everyCommandSaysThatTheListenerSpeaksTls(String command) throws Exception {
        try (ServerSocket tls = tlsServer()) {
            List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
            arguments.addAll(List.of("--bootstrap-server", "127.0.0.1:" + tls.getLocalPort()));
            StringWriter said = new StringWriter();
            int code = Main.commandLine()
                    .setOut(new PrintWriter(said))
                    .setErr(new PrintWriter(said))
                    .execute(arguments.toArray(String[]::new));

            assertThat(said.toString()).contains("probably speaks TLS").contains("security.protocol=SSL");
            assertThat(code).isEqualTo(ExitCode.UNREACHABLE);
        }
    }

    @Test
    void aProcessOfItsOwnEndsWithThatExitCodeToo() throws Exception {
        try (ServerSocket tls = tlsServer();
                TestProcess topics = TestProcess.java(
                        List.of("-Xmx128m"),
                        List.of("topics", "--bootstrap-server", "127.0.0.1:" + tls.getLocalPort()))) {
            assertThat(topics.awaitExit(Duration.ofSeconds(30)))
                    .as(String.join("\n", topics.log()))
                    .isEqualTo(ExitCode.UNREACHABLE);
            assertThat(topics.logged("probably speaks TLS")).isTrue();
        }
    }

    @Test
    void aClientWithTlsIsToldThatTheListenerHasNone() {
        StringWriter said = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(
                        "topics",
                        "--bootstrap-server",
                        TestBroker.shared().address(),
                        "--command-property",
                        "security.protocol=SSL",
                        "--command-property",
                        "default.api.timeout.ms=3000",
                        "--command-property",
                        "request.timeout.ms=2000");

        assertThat(said.toString()).contains("without TLS").contains("security.protocol is SSL");
        assertThat(code).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void whatIsNoKafkaAtAllIsSaidToBeNone() throws IOException {
        try (ServerSocket web = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            answering(web, "HTTP/1.1 400 Bad Request\r\n\r\n");
            StringWriter said = new StringWriter();
            int code = Main.commandLine()
                    .setOut(new PrintWriter(said))
                    .setErr(new PrintWriter(said))
                    .execute("topics", "--bootstrap-server", "127.0.0.1:" + web.getLocalPort());

            assertThat(said.toString()).contains("does not speak Kafka's protocol");
            assertThat(code).isEqualTo(ExitCode.UNREACHABLE);
        }
    }

    private ServerSocket tlsServer() throws Exception {
        Path store = folder.resolve("broker.p12");
        if (!Files.exists(store)) {
            makeKeystore(store);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, SECRET.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, SECRET.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        ServerSocket server =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        answering(server, "");
        return server;
    }

    /** Reads what clients send; with TLS, whoever does not speak it gets an alert for it. */
    private static void answering(ServerSocket server, String answer) {
        Thread thread = new Thread(
                () -> {
                    while (!server.isClosed()) {
                        try (Socket client = server.accept()) {
                            int asked = client.getInputStream().read();
                            if (asked >= 0 && !answer.isEmpty()) {
                                client.getOutputStream().write(answer.getBytes(US_ASCII));
                            }
                        } catch (IOException nextClientThen) {
                            assertThat(server).isNotNull();
                        }
                    }
                },
                "listener");
        thread.setDaemon(true);
        thread.start();
    }

    private static void makeKeystore(Path store) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        SECRET)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
    }
}
