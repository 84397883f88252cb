package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every pair was over the threshold: the detector ran out of memory with half its budget counted, because episodes and ledgers were not.
 * Now whatever the window holds is counted, and at the budget it becomes shorter and says so.
 */
class EveryPairIsOverTest {
    private static final Pattern TOLD =
            Pattern.compile("over=(\\d+) payments=(\\d+) shortenedTo=(\\d+) most=(\\d+) budget=(\\d+)");

    @ParameterizedTest
    @CsvSource({"700000, 1", "6000, 100"})
    void theWindowBecomesShorterAndTheProcessLives(int pairs, int payments) {
        try (TestProcess process = TestProcess.start(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx56m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FilledWindow.class.getName(),
                Integer.toString(pairs),
                Integer.toString(payments)))) {
            assertThat(process.awaitExit(Duration.ofMinutes(3)))
                    .as("%s", process.log())
                    .isZero();
            Matcher told = TOLD.matcher(String.join("\n", process.out()));
            assertThat(told.matches()).as("%s", process.out()).isTrue();
            long held = Long.parseLong(told.group(2));
            long budget = Long.parseLong(told.group(5));
            assertThat(Long.parseLong(told.group(1))).as("episodes").isGreaterThanOrEqualTo(pairs);
            assertThat(held).as("payments that are held").isBetween(1L, (long) pairs * payments - 1);
            assertThat(Long.parseLong(told.group(3))).as("shortened to").isPositive();
            assertThat(Long.parseLong(told.group(4)))
                    .as("counted at most")
                    .isBetween(budget * 9 / 10, budget + 512 * 1024);
        }
    }
}
