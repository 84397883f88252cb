package io.fintrans.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.user.Password;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.console.user.UserFile;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 300 requests without a session, each of which sent a byte now and then, kept everybody else from an answer for as long as they lasted. */
class SlowVisitorsIT {
    private static final int MANY = 300;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static TestBroker broker;
    private static ConsoleRun run;

    private final List<Socket> slow = new ArrayList<>();
    private final ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        broker.create(new Topics(City.DEFAULTS, 1));
        run = new ConsoleRun(broker, folder);
        new UserFile(folder.resolve("users"))
                .put(new User(
                        "bea", Role.VIEWER, Password.of("correct horse battery".toCharArray(), new SecureRandom())));
    }

    @AfterAll
    static void stop() {
        run.close();
        broker.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        dripping.shutdownNow();
        for (Socket each : slow) {
            each.close();
        }
    }

    @Test
    void answersOthersWhileBodiesComeSlowly() throws IOException {
        hold("POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{");
        answersEverybodyElse();
        awaitEnd();
    }

    @Test
    void answersOthersWhileChunksComeSlowly() throws IOException {
        hold("POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n{");
        answersEverybodyElse();
        awaitEnd();
    }

    @Test
    void answersOthersWhileHeadersComeSlowly() throws IOException {
        hold("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        answersEverybodyElse();
        awaitEnd();
    }

    /** Libraries are the largest that anyone may have. */
    @Test
    void answersOthersWhileAnswersAreTakenSlowly() throws IOException {
        hold("GET /lib/cytoscape.min.js HTTP/1.1\r\nHost: localhost\r\n\r\n");
        answersEverybodyElse();
    }

    /** Sends the beginning on many connections, and then a byte on each now and then; nothing that comes back is read. */
    private void hold(String beginning) throws IOException {
        URI address = URI.create(run.address);
        for (int i = 0; i < MANY; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(1024);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            socket.getOutputStream().write(beginning.getBytes(US_ASCII));
            slow.add(socket);
        }
        // Lasts until hangUp; what it throws has ended it, and then the console ends the connections sooner.
        Future<?> unused =
                dripping.scheduleWithFixedDelay(() -> slow.forEach(SlowVisitorsIT::drip), 1, 1, TimeUnit.SECONDS);
    }

    private static void drip(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
        } catch (IOException e) {
            // The console has ended it.
            return;
        }
    }

    private static void answersEverybodyElse() {
        Visitor nobody = new Visitor("none=1", "");
        assertThat(run.get(nobody, "/sign-in").statusCode()).isEqualTo(200);
        assertThat(run.get(nobody, "/lib/cytoscape.min.js").body().length()).isGreaterThan(100_000);
        assertThat(run.post(nobody, "/api/v1/session", Map.of("user", "bea", "password", "correct horse battery"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(run.get(run.visitor("vic", Role.VIEWER), "/api/v1/alerts").statusCode())
                .isEqualTo(200);
    }

    /** The console ends them, though something comes on each the whole time. */
    private void awaitEnd() {
        await().atMost(LIMIT).until(() -> slow.stream().allMatch(SlowVisitorsIT::isEnded));
    }

    private static boolean isEnded(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read(new byte[1000]) < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
