package io.fintrans.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.detector.judge.Revisions;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every pair was over the threshold and paid once more: each had an alert to be revised, of which a thousand are told in ten seconds. The
 * others were kept beside the window, five times the budget, and no window became shorter for them.
 */
class WaitingRevisionsTest {
    private static final long START = DetectorDriver.NOW.toEpochMilli() - 7_200_000;
    private static final long BUDGET = 8 << 20;
    private static final int PAIRS = 40_000;
    private static final DetectorSettings SETTINGS = new DetectorSettings(
            List.of("London"),
            1,
            TestRules.rulebook(Thresholds.of(Money.usd(100)), Duration.ofHours(1)),
            Duration.ofMinutes(10),
            BUDGET);

    @TempDir
    Path folder;

    @Test
    void whatWaitsIsToldSoonerWhenItIsTooMuchForTheBudget() {
        try (DetectorDriver driver = new DetectorDriver(folder, SETTINGS)) {
            Set<String> revised = new HashSet<>();
            int most = 0;
            for (int pair = 0; pair < PAIRS; pair++) {
                driver.pay("London", "A" + pair + " B 1.50", START + pair);
                driver.pay("London", "A" + pair + " B 0.30", START + pair);
                most = Math.max(most, driver.store().notes().size());
                note(driver, revised);
            }
            driver.driver().advanceWallClockTime(Revisions.EVERY);
            note(driver, revised);
            assertThat(most).as("alerts that wait to be revised").isBetween(1, (int) (BUDGET / 16 / 1024) + 1);
            assertThat(revised).as("alerts that were revised").hasSize(PAIRS);
        }
    }

    private static void note(DetectorDriver driver, Set<String> revised) {
        driver.alerts().stream()
                .filter(Alert::revised)
                .forEach(alert -> revised.add(alert.id().toString()));
    }
}
