package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the detector has counted goes on to {@code fintrans.accepted}, and nothing else does. */
class AcceptedFeedTest {
    private static final long TIME = DetectorDriver.NOW.toEpochMilli();
    private static final long LATENESS = Duration.ofMinutes(10).toMillis();

    @TempDir
    Path folder;

    @Test
    void hasWhatWasCountedAndNotWhatWasRejected() {
        try (DetectorDriver driver = new DetectorDriver(folder, settings(1))) {
            driver.pay("London", "A B 1", TIME);
            driver.pay("London", "nonsense", TIME);
            driver.pay("London", "A C 3", TIME - Duration.ofHours(2).toMillis());
            driver.pay("NYC", "A D 4.50", TIME + 1);

            assertThat(driver.rejected()).hasSize(2);
            assertThat(accepted(driver))
                    .containsExactly(
                            "0: A B 100 London-0-0 of 1 100, watermark 0", "0: A D 450 NYC-0-0 of 1 450, watermark 1");
        }
    }

    @Test
    void countsOnFromRecordToRecord() {
        try (DetectorDriver driver = new DetectorDriver(folder, settings(1))) {
            driver.pay("London", "A B 1", TIME);
            driver.pay("London", "A B 2", TIME);

            assertThat(accepted(driver))
                    .containsExactly(
                            "0: A B 100 London-0-0 of 1 100, watermark 0",
                            "0: A B 200 London-0-1 of 2 300, watermark 0");
        }
    }

    @Test
    void marksWhatComesTooLateForRulesThatMustSeePaymentsInOrder() {
        try (DetectorDriver driver = new DetectorDriver(folder, settings(1))) {
            driver.pay("London", "A B 1", TIME);
            driver.pay("London", "A B 2", TIME - LATENESS);
            driver.pay("London", "A B 3", TIME - LATENESS - 1);

            assertThat(accepted(driver))
                    .containsExactly(
                            "0: A B 100 London-0-0 of 1 100, watermark 0",
                            "0: A B 200 London-0-1 of 2 300, watermark 0",
                            "0: A B 300 marked London-0-2 of 3 600, watermark 0");
        }
    }

    @Test
    void saysNothingAsLongAsNothingIsNewAndNothingIsKnown() {
        try (DetectorDriver driver = new DetectorDriver(folder, settings(1))) {
            driver.pay("London", "nonsense", TIME);

            assertThat(accepted(driver)).isEmpty();
        }
    }

    @Test
    void followsWhatTheWindowFollowsAndNotWhatTheTaskReads() {
        String own = own();
        try (DetectorDriver driver = new DetectorDriver(folder, settings(2))) {
            driver.pay("London", own + " B 1", TIME);
            assertThat(accepted(driver)).containsExactly("0: " + own + " B 100 London-0-0 of 1 100, watermark none");

            driver.hearReached(TIME - 9000);
            driver.pay("London", own + " B 2", TIME + 1);
            assertThat(accepted(driver))
                    .containsExactly("0: watermark -9000", "0: " + own + " B 200 London-0-1 of 2 300, watermark -9000");
        }
    }

    @Test
    void saysWithoutPaymentsThatTimeHasMovedByAnEighthOfTheLateness() {
        try (DetectorDriver driver = new DetectorDriver(folder, settings(2))) {
            driver.hearReached(TIME - LATENESS);
            driver.hearReached(TIME - LATENESS + LATENESS / 8);
            driver.hearReached(TIME - LATENESS + LATENESS / 8 + 1);

            assertThat(accepted(driver))
                    .containsExactly("0: watermark " + -LATENESS, "0: watermark " + (-LATENESS + LATENESS / 8 + 1));
        }
    }

    @Test
    void writesNothingWhenSwitchedOff() {
        try (DetectorDriver driver = new DetectorDriver(folder, settings(1).withAccepted(false))) {
            driver.pay("London", "A B 1", TIME);

            assertThat(driver.journal()).isNotEmpty();
            assertThat(driver.written()).doesNotContain(Topics.ACCEPTED);
        }
    }

    /** An account of the first of two tasks. */
    private static String own() {
        String name = "A";
        while (ExchangePartitioner.ownerOf(name.getBytes(UTF_8), 2) != 0) {
            name += "A";
        }
        return name;
    }

    private static DetectorSettings settings(int owners) {
        return new DetectorSettings(
                List.of("London", "NYC"),
                owners,
                TestRules.rulebook(Thresholds.of(Money.usd(1_000_000)), Duration.ofHours(1)),
                Duration.ofMillis(LATENESS),
                Long.MAX_VALUE / 2);
    }

    private static List<String> accepted(DetectorDriver driver) {
        return AcceptedText.of(driver, TIME);
    }
}
