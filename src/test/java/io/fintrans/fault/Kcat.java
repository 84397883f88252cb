package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.TestProcess;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The producer of kcat, which is written in C. */
final class Kcat {
    private Kcat() {}

    static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kcat")));
    }

    /** Sends each line as a record without a key, and waits until all are acknowledged. */
    static void produce(String address, String topic, byte[] lines) {
        try (TestProcess kcat = TestProcess.start(
                List.of("kcat", "-P", "-b", address, "-t", topic, "-X", "message.timeout.ms=10000"))) {
            kcat.input(lines);
            assertThat(kcat.awaitExit(Duration.ofSeconds(30)))
                    .as(String.join("\n", kcat.log()))
                    .isZero();
        }
    }
}
