package io.fintrans.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.detector.judge.Revisions;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Time jumped by an hour while more alerts waited to be revised than are revised beside one payment. From the window of one that
 * still waited a payment left, and a late one came in its place: as many payments as were noted, but others. The alert told the total of
 * before with the evidence of after.
 */
class LateAfterAJumpTest {
    private static final long START = DetectorDriver.NOW.toEpochMilli() - 7_200_000;
    private static final long WINDOW = 3_600_000;
    private static final long LATENESS = 600_000;
    private static final int PAIRS = Revisions.MOST + 40;
    private static final DetectorSettings SETTINGS = new DetectorSettings(
            List.of("London"),
            1,
            TestRules.rulebook(Thresholds.of(Money.usd(1_000_000)), Duration.ofMillis(WINDOW)),
            Duration.ofMillis(LATENESS),
            Long.MAX_VALUE / 2);

    @TempDir
    Path folder;

    /** The window is under the threshold then, over it, or holds just as much as before. */
    @ParameterizedTest
    @ValueSource(longs = {700, 9000, 6000})
    void anAlertIsNotRevisedWithOtherPaymentsThanWereNoted(long late) {
        try (DetectorDriver driver = new DetectorDriver(folder, SETTINGS)) {
            jumpWithAlertsThatWait(driver);
            String last = "A" + (PAIRS - 1);
            driver.pay("London", last + " B " + late, START + 1500);
            driver.driver().advanceWallClockTime(Revisions.EVERY);
            List<Alert> revised =
                    driver.alerts().stream().filter(Alert::revised).toList();
            assertThat(revised).as("alerts that were revised").isNotEmpty();
            for (Alert alert : revised) {
                assertThat(sum(alert)).as("evidence of %s", alert).isEqualTo(alert.total());
                boolean whole = alert.evidence().edges().get(0).time().toEpochMilli() == START;
                boolean withTheLate = alert.evidence().edges().stream()
                        .anyMatch(one -> one.time().toEpochMilli() == START + 1500);
                assertThat(!whole && withTheLate).as("mixed: %s", alert).isFalse();
            }
        }
    }

    @Test
    void oneThatHasLostNothingIsRevisedStill() {
        try (DetectorDriver driver = new DetectorDriver(folder, SETTINGS)) {
            jumpWithAlertsThatWait(driver);
            assertThat(driver.alerts().stream().filter(Alert::revised))
                    .as("alerts that were revised before time jumped")
                    .hasSize(Revisions.MOST)
                    .allMatch(alert -> alert.total().equals(Money.usd(1_250_000)));
        }
    }

    /** Time moves on so far that the first payment of each pair leaves, and the others stay. */
    private static void jumpWithAlertsThatWait(DetectorDriver driver) {
        for (int pair = 0; pair < PAIRS; pair++) {
            driver.pay("London", "A" + pair + " B 6000", START);
        }
        for (int pair = 0; pair < PAIRS; pair++) {
            driver.pay("London", "A" + pair + " B 6000", START + 1000);
            driver.pay("London", "A" + pair + " B 500", START + 2000);
        }
        assertThat(driver.alerts()).hasSize(PAIRS).noneMatch(Alert::revised);
        assertThat(driver.store().window().payments()).isEqualTo(3 * PAIRS);
        driver.pay("London", "C D 1", START + WINDOW + LATENESS);
        // A thousand and some leave beside one payment at most.
        driver.pay("London", "C D 1", START + WINDOW + LATENESS);
        assertThat(driver.store().window().payments()).isEqualTo(2 * PAIRS + 2);
    }

    private static Money sum(Alert alert) {
        return Money.usd(alert.evidence().edges().stream()
                .map(Edge::amount)
                .mapToLong(Money::minorUnits)
                .sum());
    }
}
