package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.detector.judge.Revisions;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A task that was taken over had no watermark yet when payments came: its time was the smallest number there is, and less than that became
 * the largest. No window counted as held in full, so the newest alert of a pair stayed at 32 000 of 40 000 for ever; one that waited to be
 * revised was due with each payment.
 */
class NoWatermarkYetTest {
    private static final long START = DetectorDriver.NOW.toEpochMilli() - 60_000;
    private static final DetectorSettings SETTINGS = new DetectorSettings(
            List.of("London"),
            4,
            TestRules.rulebook(Thresholds.of(Money.usd(1_000_000)), Duration.ofHours(1)),
            Duration.ofMinutes(10),
            Long.MAX_VALUE / 2);

    @TempDir
    Path folder;

    @Test
    void alertsAreRevisedAllTheSameAndNoSooner() {
        try (DetectorDriver driver = new DetectorDriver(folder, SETTINGS)) {
            String source = accountOfTaskZero();
            for (int payment = 0; payment < 10; payment++) {
                driver.pay("London", source + " X 4000", START + payment);
            }
            assertThat(driver.store().window().time()).as("time").isEqualTo(Long.MIN_VALUE);
            assertThat(driver.alerts()).hasSize(3).noneMatch(Alert::revised);
            driver.driver().advanceWallClockTime(Revisions.EVERY);
            assertThat(driver.alerts())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.total()).isEqualTo(Money.usd(4_000_000)));
        }
    }

    private static String accountOfTaskZero() {
        int number = 0;
        while (ExchangePartitioner.ownerOf(Integer.toString(number).getBytes(UTF_8), 4) != 0) {
            number++;
        }
        return Integer.toString(number);
    }
}
