package io.fintrans.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
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

    /** As a proof did with a heap that was just too small, under a collector that has no limit for it. */
    @Test
    void endsAProcessThatDoesNothingButCollectGarbage() {
        try (TestProcess hungry = start("-XX:+UseSerialGC", "without end")) {
            assertThat(hungry.awaitExit(Duration.ofMinutes(2)))
                    .as(String.join("\n", hungry.log()))
                    .isEqualTo(137);
            assertThat(hungry.logged("Java's memory is used up")).isTrue();
        }
    }

    /** Half of the heap is free after each collection. */
    @Test
    void leavesAProcessAloneThatCollectsGarbageAndWorks() {
        GarbageWatch watch = new GarbageWatch(List.of());
        for (int second = 0; second < 100; second++) {
            assertThat(watch.isHopeless(10_000_000_000L, 9500, 1000, 500)).isFalse();
            assertThat(watch.isHopeless(10_000_000_000L, 4000, 1000, 990)).isFalse();
        }
    }

    @Test
    void oneCollectionHoweverLongIsNoReasonToEnd() {
        GarbageWatch watch = new GarbageWatch(List.of());
        for (int day = 0; day < 9; day++) {
            assertThat(watch.isHopeless(3_600_000_000_000L, 3_600_000, 1000, 990))
                    .isFalse();
            assertThat(watch.isHopeless(10_000_000_000L, 0, 1000, 990)).isFalse();
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
        return start("-XX:+UseParallelGC", how);
    }

    private static TestProcess start(String collector, String how) {
        return TestProcess.start(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                collector,
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
            GarbageWatch.start();
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

        /** Keeps so much that each collection makes room for next to nothing, and goes on. */
        private static void thrash() {
            byte[][] kept = new byte[1 << 20][];
            int count = 0;
            try {
                for (; count < kept.length; count++) {
                    kept[count] = new byte[48];
                }
            } catch (OutOfMemoryError e) {
                Arrays.fill(kept, count / 25 * 24, count, null);
            }
            for (int i = 0; ; i = (i + 1) % (count / 25 * 24)) {
                kept[i] = new byte[48];
            }
        }

        private static void eat(String how) {
            try {
                if (how.equals("without end")) {
                    thrash();
                }
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
