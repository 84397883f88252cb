package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.exchange.ExchangeReader;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.SeveralFormat;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tasks gather for one another is a part of the memory budget, however many tasks there are. */
class ExchangeMemoryTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final int OWNERS = 4;
    private static final int PAYMENTS = 2_000;

    @TempDir
    Path folder;

    @Test
    void allFeedsTogetherTakeASixteenthOfTheBudgetOrRoomForAFewPaymentsEach() {
        assertThat(ExchangeFeed.most(1024 * MEBIBYTE, 4, 4) * 4).isEqualTo(64 * MEBIBYTE);
        assertThat(ExchangeFeed.most(4096 * MEBIBYTE, 100, 100) * 100).isBetween(255 * MEBIBYTE, 256 * MEBIBYTE);
        assertThat(ExchangeFeed.most(256 * MEBIBYTE, 100, 100) * 100).isEqualTo(100 * 100 * 8192L);
        assertThat(ExchangeFeed.most(1024 * MEBIBYTE, 100, 4) * 100)
                .as("a city has grown to 100 partitions: each of their tasks has a feed")
                .isBetween(63 * MEBIBYTE, 64 * MEBIBYTE);
    }

    @Test
    void aFeedThatWouldTakeMoreSendsWhatItHasAtOnce() {
        assertThat(recordsOf(Long.MAX_VALUE / 2)).as("one for each other task").isEqualTo(OWNERS - 1);
        assertThat(recordsOf(1)).isBetween(2L * (OWNERS - 1), 5L * (OWNERS - 1));
    }

    /** How many records a task sends at the commit of a record with many payments, all of which arrive. */
    private long recordsOf(long memory) {
        DetectorSettings settings = new DetectorSettings(
                List.of("London"),
                OWNERS,
                TestRules.rulebook(Thresholds.of(Money.usd(1_000_000)), Duration.ofHours(1)),
                Duration.ofMinutes(10),
                memory,
                new SeveralFormat());
        String record = IntStream.range(0, PAYMENTS)
                .mapToObj(number -> "s" + number + " t" + number + " 5")
                .collect(Collectors.joining(";"));
        try (DetectorDriver driver = new DetectorDriver(folder.resolve(Long.toString(memory)), settings)) {
            driver.pay("London", record, DetectorDriver.NOW.toEpochMilli());
            List<Integer> sent = payments(driver);
            assertThat(sent.stream().mapToLong(each -> each).sum()).isEqualTo(ofOthers());
            return sent.size();
        }
    }

    /** How many of the payments another task adds up. */
    private static long ofOthers() {
        return IntStream.range(0, PAYMENTS)
                .filter(number -> ExchangePartitioner.ownerOf(("s" + number).getBytes(UTF_8), OWNERS) != 0)
                .count();
    }

    /** How many are in each record that has any. */
    private static List<Integer> payments(DetectorDriver driver) {
        ExchangeReader reader = new ExchangeReader();
        return driver.exchanged().stream()
                .map(record -> {
                    reader.open(record.value());
                    return reader.payments().payments();
                })
                .filter(payments -> payments > 0)
                .toList();
    }
}
