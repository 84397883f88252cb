package io.fintrans.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.HandmadeBatch;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stderr was a pipe that nobody read: as soon as it was full, the next line of the log held up the thread that handles payments, and the
 * last sentence of an error held up the end of the process. Both are held up by nothing now.
 */
class UnreadStderrIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void theDetectorHandlesPaymentsAndEndsWhenItIsTold() {
        try (TestBroker broker = TestBroker.start()) {
            broker.create(new Topics(City.DEFAULTS, 1));
            try (TestProcess detector = unread(
                    "detect",
                    "--bootstrap-server",
                    broker.address(),
                    "--state-dir",
                    folder.resolve("state").toString())) {
                new HandmadeBatch(Clock.systemUTC().millis() - 1_000)
                        .record("a b 20000".getBytes(UTF_8))
                        .send(broker.address(), "London", 0);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(TopicContents.read(broker.address(), List.of(Topics.ALERTS)))
                                .isNotEmpty());

                assertThat(detector.stop(PATIENCE)).isEqualTo(ExitCode.DONE);
            }
        }
    }

    @Test
    void anErrorStillEndsTheProcessWithItsCode() {
        try (TestProcess failing = unread("detect", "--threads", "0")) {
            assertThat(failing.awaitExit(PATIENCE)).isEqualTo(ExitCode.USAGE);
        }
        try (TestProcess failing = unread(
                "alerts",
                "--bootstrap-server",
                "127.0.0.1:1",
                "--command-property",
                "default.api.timeout.ms=2000",
                "--command-property",
                "request.timeout.ms=1000")) {
            assertThat(failing.awaitExit(PATIENCE)).isEqualTo(ExitCode.UNREACHABLE);
        }
    }

    /** Its stderr is a pipe that is full from the beginning, and whose other end is open. */
    private TestProcess unread(String... arguments) {
        Path pipe = folder.resolve("stderr");
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                "[ -p \"$0\" ] || mkfifo \"$0\"; exec 3<> \"$0\"; dd if=/dev/zero of=\"$0\" bs=4096 oflag=nonblock conv=notrunc 2> /dev/null;"
                        + " exec \"$@\" 2>&3",
                pipe.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.fintrans.cli.Main"));
        command.addAll(Arrays.asList(arguments));
        return TestProcess.start(command);
    }
}
