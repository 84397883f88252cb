package io.fintrans.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no request was answered with a page of HTML that named the server. */
class ProtocolErrorsIT {
    @TempDir
    private static Path folder;

    private static TestBroker broker;
    private static ConsoleRun run;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        broker.create(new Topics(City.DEFAULTS, 1));
        run = new ConsoleRun(broker, folder);
    }

    @AfterAll
    static void stop() {
        run.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HELLO\r\n\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /a/../../../b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n"
            })
    void answersWhatIsNoRequest(String bytes) throws IOException {
        assertSentence(send(bytes), 400, "This is not a request that HTTP allows.");
    }

    @Test
    void answersAnAddressThatIsTooLong() throws IOException {
        assertSentence(
                send("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                414,
                "The address is too long.");
    }

    @Test
    void answersHeadersThatAreTooLarge() throws IOException {
        assertSentence(
                send("GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=" + "b".repeat(100_000) + "\r\n\r\n"),
                431,
                "The address and headers of the request are too large. In a browser, delete the cookies of this site.");
    }

    @Test
    void answersAnotherVersion() throws IOException {
        assertSentence(send("GET / HTTP/7.3\r\nHost: localhost\r\n\r\n"), 505, "Only HTTP/1.1 is spoken here.");
    }

    private static void assertSentence(String answer, int status, String sentence) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").endsWith("{\"error\":\"" + sentence + "\"}");
        assertThat(answer).doesNotContainIgnoringCase("jetty").doesNotContainIgnoringCase("<html");
    }

    /** All that is answered until the connection ends. */
    private static String send(String bytes) throws IOException {
        URI address = URI.create(run.address);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
