package io.fintrans.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.console.evidence.WindowScan.Bounds;
import io.fintrans.console.evidence.WindowScan.Range;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestEdge;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WindowScanTest {
    private static final Instant AT = Instant.ofEpochMilli(10_000_000);
    private static final TopicPartition LONDON = new TopicPartition("London", 0);
    private static final TopicPartition TOKYO = new TopicPartition("Tokyo", 3);

    /** Of three payments of 50, of which the newest is listed. */
    private static Alert alert(@Nullable Instant shortenedTo) {
        return TestAlert.of("00000000000000aa", 1)
                .pair("1", "2")
                .total(150)
                .threshold(100)
                .window(Duration.ofSeconds(1))
                .at(AT)
                .evidence(TestEdge.of(new Coordinates("London", 0, 40), AT, Money.usd(50)))
                .payments(3)
                .shortenedTo(shortenedTo)
                .build();
    }

    @Test
    void readsEveryRecordOnceTheNewestBeforeTheAlertFirst() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        WindowScan scan =
                new WindowScan(alert(null), Map.of(LONDON, new Bounds(10, 41, 60), TOKYO, new Bounds(7, 1_000, 1_001)));
        assertThat(scan.size()).isEqualTo(50 + 994);
        Set<String> seen = new HashSet<>();
        boolean after = false;
        while (!scan.isDone()) {
            Map<TopicPartition, Range> ranges = scan.next(1 + random.nextInt(200));
            assertThat(ranges).isNotEmpty();
            for (var each : ranges.entrySet()) {
                long alert = each.getKey().equals(LONDON) ? 41 : 1_000;
                after |= each.getValue().from() >= alert;
                assertThat(each.getValue().from() >= alert)
                        .as("seed " + seed + ", " + each)
                        .isEqualTo(after);
                for (long o = each.getValue().from(); o < each.getValue().to(); o++) {
                    assertThat(seen.add(each.getKey() + " " + o))
                            .as("seed " + seed)
                            .isTrue();
                }
            }
            scan.read(ranges);
        }
        assertThat(seen).hasSize((int) scan.size());
        assertThat(scan.isComplete()).isFalse();
    }

    @Test
    void takesThePaymentsOfThePairWithinTheWindowEachOnceAndNotThoseThatAreListed() {
        WindowScan scan = new WindowScan(alert(null), Map.of(LONDON, new Bounds(0, 100, 100)));
        assertThat(take(scan, 1, AT.minusMillis(1000), "2", 50)).as("before").isFalse();
        assertThat(take(scan, 2, AT.plusMillis(1), "2", 50)).as("after").isFalse();
        assertThat(take(scan, 3, AT, "3", 50)).as("another pair").isFalse();
        assertThat(take(scan, 40, AT, "2", 50)).as("listed").isFalse();
        assertThat(take(scan, 4, AT.minusMillis(999), "2", 50)).isTrue();
        assertThat(take(scan, 4, AT.minusMillis(999), "2", 50)).as("again").isFalse();
        assertThat(scan.isDone()).isFalse();
        assertThat(take(scan, 5, AT, "2", 50)).isTrue();
        assertThat(scan.isComplete()).isTrue();
        assertThat(scan.isDone()).as("though there is more to read").isTrue();
    }

    @Test
    void isNotCompleteWithAnotherTotal() {
        WindowScan scan = new WindowScan(alert(null), Map.of(LONDON, new Bounds(0, 100, 100)));
        assertThat(take(scan, 1, AT, "2", 50)).isTrue();
        assertThat(take(scan, 2, AT, "2", 51)).isTrue();
        assertThat(scan.isComplete()).isFalse();
    }

    @Test
    void beginsWhereMemoryBegan() {
        WindowScan scan = new WindowScan(alert(AT.minusMillis(10)), Map.of(LONDON, new Bounds(0, 100, 100)));
        assertThat(take(scan, 1, AT.minusMillis(11), "2", 50)).isFalse();
        assertThat(take(scan, 2, AT.minusMillis(10), "2", 50)).isTrue();
    }

    private static boolean take(WindowScan scan, long offset, Instant time, String target, long cents) {
        return scan.take(
                new Coordinates("London", 0, offset),
                time,
                Payment.of(AccountId.of("1"), AccountId.of(target), Money.usd(cents)));
    }
}
