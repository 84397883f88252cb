package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A generator printed its payments into a pipe that nobody read. When it was told to end, it still waited for its reader; 20 seconds later it
 * was given up, and ended with 1.
 */
class UnreadStdoutIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Topics TOPICS = new Topics(City.DEFAULTS, 1);

    @TempDir
    private Path folder;

    @Test
    void aGeneratorThatNobodyReadsEndsWhenItIsTold() {
        try (TestBroker broker = TestBroker.start()) {
            broker.create(TOPICS);
            try (TestProcess generator =
                    unread("generate", "--print", "--rate", "5000", "--bootstrap-server", broker.address())) {
                AtomicInteger before = new AtomicInteger();
                await("the generator waits for its reader")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> {
                            int now = payments(broker);
                            return now > 1_000 && before.getAndSet(now) == now;
                        });

                assertThat(generator.stop(PATIENCE))
                        .as(String.join("\n", generator.log()))
                        .isEqualTo(ExitCode.DONE);
                assertThat(generator.logged("event=lines-not-printed count=")).isTrue();
            }
        }
    }

    private static int payments(TestBroker broker) {
        return TopicContents.read(broker.address(), TOPICS.cityNames()).size();
    }

    /** Its stdout is a pipe that nobody reads, and whose other end is open. */
    private TestProcess unread(String... arguments) {
        Path pipe = folder.resolve("stdout");
        return TestProcess.start(Stream.concat(
                        Stream.of(
                                "bash",
                                "-c",
                                "mkfifo \"$0\"; exec 3<> \"$0\"; exec \"$@\" >&3",
                                pipe.toString(),
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx320m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.fintrans.cli.Main"),
                        Stream.of(arguments))
                .toList());
    }
}
