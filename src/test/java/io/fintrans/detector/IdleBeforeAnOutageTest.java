package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.rule.Thresholds;
import io.fintrans.testing.MovingClock;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All instances of a detector were gone for three hours. Before that, all tasks but one had told task 0 that there was nothing to be read.
 * Task 0 read it when it was back, took it for new, and let time run on to now. So what had come to the other tasks meanwhile was late.
 */
class IdleBeforeAnOutageTest {
    private static final Duration OUTAGE = Duration.ofHours(3);
    private static final int TASKS = 4;

    @TempDir
    Path folder;

    private final MovingClock clock = new MovingClock();

    @Test
    void whatCameToAnotherTaskDuringTheOutageCounts() {
        DetectorSettings settings = new DetectorSettings(
                List.of("London"),
                TASKS,
                TestRules.rulebook(Thresholds.of(Money.usd(1_000_000)), Duration.ofHours(1)),
                Duration.ofMinutes(10),
                Long.MAX_VALUE / 2);
        try (DetectorDriver driver = new DetectorDriver(folder, settings, alert -> {}, clock)) {
            String source = accountOfTaskZero();
            for (int task = 1; task < TASKS; task++) {
                hearIdle(driver, task);
            }
            clock.move(OUTAGE);
            driver.driver().advanceWallClockTime(OUTAGE);
            driver.pay("London", source + " X 1", clock.millis());
            check(driver);
            driver.positions().set("London", 3, 1);
            long during = clock.millis() - Duration.ofHours(2).toMillis();
            driver.hear(ExchangeRecords.payment(
                    DetectorDriver.APPLICATION, "London", 3, 0, during, clock.millis(), source + " X 2"));
            assertThat(driver.rejected()).isEmpty();
            assertThat(driver.store().window().payments()).isEqualTo(2);
        }
    }

    private void hearIdle(DetectorDriver driver, int task) {
        driver.hear(ExchangeRecords.watermark(
                DetectorDriver.APPLICATION, task, clock.millis() - 60_000, true, clock.millis()));
    }

    private static void check(DetectorDriver driver) {
        driver.driver().advanceWallClockTime(ReadProgress.CHECK);
        driver.driver().advanceWallClockTime(ReadProgress.CHECK);
    }

    private static String accountOfTaskZero() {
        int number = 0;
        while (ExchangePartitioner.ownerOf(Integer.toString(number).getBytes(UTF_8), TASKS) != 0) {
            number++;
        }
        return Integer.toString(number);
    }
}
