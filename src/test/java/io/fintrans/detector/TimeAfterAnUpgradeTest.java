package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.exchange.ExchangeReader;
import io.fintrans.exchange.Watermark;
import io.fintrans.rule.Thresholds;
import io.fintrans.streams.InputEnds.Ends;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What versions before the exchange have left in {@code fintrans.by-source} is of all tasks, in no order of time. So no time in it is that
 * of the task that reads it: time stands still until there is no more.
 */
class TimeAfterAnUpgradeTest {
    private static final long NOW = DetectorDriver.NOW.toEpochMilli();
    private static final int OWNERS = 4;

    @TempDir
    Path folder;

    private DetectorDriver driver;
    private long offset;

    @BeforeEach
    void start() {
        DetectorSettings settings = new DetectorSettings(
                List.of("London"),
                OWNERS,
                TestRules.rulebook(Thresholds.of(Money.usd(1_000_000)), Duration.ofHours(1)),
                Duration.ofMinutes(10),
                Long.MAX_VALUE / 2);
        driver = new DetectorDriver(folder, settings.withBySource());
        driver.positions().set("London", 3, 1_000);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void noTimeInWhatWasLeftIsBelieved() {
        driver.stands(BySourceRecords.NAME, new Ends(1, 0, 100, NOW));
        left(NOW);
        left(NOW + 60_000);
        driver.send(
                BySourceRecords.NAME,
                null,
                null,
                NOW,
                BySourceRecords.watermark(DetectorDriver.APPLICATION, 3, NOW, false, NOW));
        driver.pay("London", account() + " X 1", NOW);
        for (int minute = 0; minute < 3; minute++) {
            driver.driver().advanceWallClockTime(Duration.ofMinutes(1));
        }
        assertThat(driver.store().window().payments()).isEqualTo(3);
        assertThat(told()).isNotEmpty().allSatisfy(watermark -> {
            assertThat(watermark.time()).isZero();
            assertThat(watermark.idle()).isFalse();
        });
    }

    @Test
    void timeGoesOnWhenNothingIsLeft() {
        left(NOW - 60_000);
        driver.pay("London", account() + " X 1", NOW);
        for (int second = 0; second < 15; second++) {
            driver.driver().advanceWallClockTime(Duration.ofSeconds(1));
        }
        assertThat(told()).last().isEqualTo(new Watermark(0, NOW, true));
    }

    private void left(long time) {
        driver.send(
                BySourceRecords.NAME,
                null,
                (account() + " X 5").getBytes(UTF_8),
                NOW,
                BySourceRecords.payment(DetectorDriver.APPLICATION, "London", 3, offset++, time));
    }

    private List<Watermark> told() {
        ExchangeReader reader = new ExchangeReader();
        List<Watermark> told = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : driver.exchanged()) {
            reader.open(record.value());
            if (reader.watermark() != null) {
                told.add(reader.watermark());
            }
        }
        return told;
    }

    private static String account() {
        int number = 0;
        while (ExchangePartitioner.ownerOf(Integer.toString(number).getBytes(UTF_8), OWNERS) != 0) {
            number++;
        }
        return Integer.toString(number);
    }
}
