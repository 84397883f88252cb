package io.fintrans.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A want of memory ends the process by a kill, unless somebody has survived it. */
class OutOfMemoryTest {
    @ParameterizedTest
    @ValueSource(strings = {"uncaught", "logged", "logged as the last argument", "nothing left"})
    void endsTheProcessAsAKillWould(String how) {
        try (TestProcess hungry = start(how)) {
            assertThat(hungry.awaitExit(Duration.ofSeconds(60)))
                    .as(String.join("\n", hungry.log()))
                    .isEqualTo(137);
            assertThat(hungry.logged("Java's memory is used up")).isTrue();
        }
    }

    @Test
    void leavesAProcessAloneThatHasSurvivedIt() {
        try (TestProcess hungry = start("survived")) {
            assertThat(hungry.awaitExit(Duration.ofSeconds(60))).isZero();
        }
    }

    @Test
    void noFlagOfJavaEndsAProcessWithAnExitCodeOfOurs() {
        for (String command : List.of("detect", "broker", "default", "demo.detect", "demo.broker")) {
            assertThat(JvmFlags.of(command)).noneMatch(flag -> flag.contains("ExitOnOutOfMemoryError"));
        }
    }

    private static TestProcess start(String how) {
        return TestProcess.start(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Hungry.class.getName(),
                how));
    }

    /** Wants more memory than there is. */
    static final class Hungry {
        private static final OutOfMemoryError[] LAST = {new OutOfMemoryError()};
        private static Object[] eaten = {};

        private Hungry() {}

        public static void main(String... how) throws InterruptedException {
            StderrQueue.install();
            OutOfMemory.watch();
            Thread thread = new Thread(() -> eat(how[0]), "hungry");
            thread.start();
            thread.join();
        }

        /** Down to the last bytes, so that not even a short sentence could be made any more. */
        @SuppressWarnings("InfiniteLoopStatement")
        private static void eatAll() {
            for (int size = 1 << 20; size > 0; size /= 2) {
                try {
                    while (true) {
                        eaten = new Object[] {eaten, new byte[size]};
                    }
                } catch (OutOfMemoryError e) {
                    LAST[0] = e;
                }
            }
            throw LAST[0];
        }

        private static void eat(String how) {
            try {
                if (how.equals("nothing left")) {
                    eatAll();
                }
                System.out.println(new byte[400_000_000].length);
            } catch (OutOfMemoryError e) {
                switch (how) {
                    case "uncaught", "nothing left" -> throw e;
                    case "logged" -> LoggerFactory.getLogger(Hungry.class).error("failed", e);
                    case "survived" -> System.out.println("survived");
                    default -> LoggerFactory.getLogger(Hungry.class).error("failed {} {} {}", 1, 2, 3, e);
                }
            }
        }
    }
}
