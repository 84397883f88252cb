package io.fintrans.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Subgraph;
import io.fintrans.detector.judge.Revisions;
import io.fintrans.rule.Thresholds;
import io.fintrans.streams.JournalTopic;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A case showed the total of the newest step, up to a whole threshold too small: 121 payments of 12,021.84 where 150 of 14,902.75 had
 * flowed. Now the newest alert of an episode is revised every ten seconds, as of its newest payment.
 */
class RevisedAlertsTest {
    private static final long START = DetectorDriver.NOW.toEpochMilli() - 7_200_000;
    private static final DetectorSettings SETTINGS = new DetectorSettings(
            List.of("London", "NYC"),
            1,
            TestRules.rulebook(Thresholds.of(Money.usd(1_000_000)), Duration.ofHours(1)),
            Duration.ofMinutes(10),
            Long.MAX_VALUE / 2);

    @TempDir
    Path folder;

    private final List<Alert> listened = new ArrayList<>();
    private DetectorDriver driver;

    @BeforeEach
    void start() {
        driver = new DetectorDriver(folder, SETTINGS, listened::add);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void tellsWithinTenSecondsWhatHasFlowedSinceTheStep() {
        for (int i = 0; i < 150; i++) {
            pay(100, START + i * 1000L);
        }
        Alert raised = driver.alerts().get(0);
        assertThat(raised.payments()).isEqualTo(101);
        assertThat(raised.revised()).isFalse();
        pause(Revisions.EVERY);
        Alert revised = only(driver.alerts());
        assertThat(revised.id()).isEqualTo(raised.id());
        assertThat(revised.revised()).isTrue();
        assertThat(revised.payments()).isEqualTo(150);
        assertThat(revised.total()).isEqualTo(Money.usd(1_500_000));
        assertThat(revised.asOf().toEpochMilli()).isEqualTo(START + 149_000);
        assertThat(revised.at()).isEqualTo(raised.at());
        assertThat(revised.openedAt()).isEqualTo(raised.openedAt());
        assertThat(revised.evidence().edges()).hasSize(Subgraph.MOST);
        assertThat(revised.evidence().edges().get(99).time()).isEqualTo(revised.asOf());
        assertThat(listened).as("printed once").hasSize(1);
        pause(Duration.ofMinutes(1));
        assertThat(driver.alerts()).as("nothing is new").isEmpty();
    }

    @Test
    void aLatePaymentCorrectsWhatWasTold() {
        pay(9000, START);
        pay(2000, START + 60_000);
        driver.alerts();
        pay(500, START + 30_000);
        pause(Revisions.EVERY);
        Alert revised = only(driver.alerts());
        assertThat(revised.total()).isEqualTo(Money.usd(1_150_000));
        assertThat(revised.payments()).isEqualTo(3);
        assertThat(revised.asOf().toEpochMilli()).isEqualTo(START + 60_000);
        pay(400, START - 3_500_000);
        pause(Revisions.EVERY);
        assertThat(only(driver.alerts()).total()).isEqualTo(Money.usd(1_190_000));
        pay(300, START - 3_541_000);
        pause(Revisions.EVERY);
        Alert opened = only(driver.alerts());
        assertThat(opened.openedAt().toEpochMilli())
                .as("not in the newest window, but it makes the episode begin earlier")
                .isEqualTo(START + 30_000);
        assertThat(opened.total()).isEqualTo(Money.usd(1_190_000));
        pay(1, START - 3_550_000);
        pause(Revisions.EVERY);
        assertThat(driver.alerts()).as("of nothing that is told").isEmpty();
    }

    @Test
    void aStepTakesThePlaceOfARevision() {
        pay(11_000, START);
        pay(5000, START + 1000);
        pay(5000, START + 2000);
        assertThat(driver.alerts()).extracting(alert -> alert.id().step()).containsExactly(1L, 2L);
        pause(Revisions.EVERY);
        assertThat(driver.alerts()).isEmpty();
    }

    @Test
    void itIsToldBeforeTimeMovesOnWhateverTheClock() {
        pay(11_000, START);
        pay(500, START + 1000);
        pay(1, START + 500_000, "C D");
        assertThat(driver.alerts()).hasSize(1);
        pay(1, START + 7_000_000, "C D");
        Alert revised = only(driver.alerts());
        assertThat(revised.total()).isEqualTo(Money.usd(1_150_000));
        assertThat(revised.evidence().edges()).hasSize(2);
    }

    @Test
    void itIsToldAfterAKill() {
        pay(11_000, START);
        pay(500, START + 1000);
        List<byte[]> journal = driver.journal();
        driver.close();
        driver = new DetectorDriver(folder, SETTINGS, listened::add);
        JournalTopic.replay(driver.store(), journal);
        pause(Revisions.EVERY);
        Alert revised = only(driver.alerts());
        assertThat(revised.total()).isEqualTo(Money.usd(1_150_000));
        assertThat(revised.evidence().edges()).hasSize(2);
        journal.addAll(driver.journal());
        driver.close();
        driver = new DetectorDriver(folder, SETTINGS, listened::add);
        JournalTopic.replay(driver.store(), journal);
        pause(Revisions.EVERY);
        assertThat(driver.alerts()).as("once only").isEmpty();
    }

    /** 3000 payments of one pair, each over the threshold, wrote 26 MB of alerts. */
    @Test
    void anAlertStormStaysSmall() {
        long bytes = 0;
        long records = 0;
        for (int i = 0; i < 3000; i++) {
            pay(10_001, START + i * 20L);
            if (i % 500 == 499) {
                pause(Revisions.EVERY);
            }
            for (String alert : driver.alertsAsText()) {
                bytes += alert.length();
                records++;
            }
        }
        System.out.println("alert storm: " + records + " records, " + bytes + " bytes");
        assertThat(records).isEqualTo(10 + 8 + 6);
        assertThat(bytes).isLessThan(400_000);
    }

    /** What is told is what the topic's payments add up to, in whatever order they came. */
    @Test
    void agreesWithSummingTheWindowWhateverTheSeed() {
        for (long seed = 0; seed < 20; seed++) {
            stop();
            start();
            Random random = new Random(seed);
            String pair = "E" + seed + " F";
            List<long[]> paid = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                long time = START + i * 10_000L - random.nextInt(600_000);
                long cents = 1L + random.nextInt(200_000);
                driver.pay(random.nextBoolean() ? "London" : "NYC", pair + " " + Money.usd(cents), time);
                paid.add(new long[] {time, cents});
                if (random.nextInt(10) == 0) {
                    driver.alerts();
                    pause(Revisions.EVERY);
                    for (Alert revised : driver.alerts()) {
                        check(revised, paid, seed);
                    }
                }
            }
        }
    }

    private static void check(Alert revised, List<long[]> paid, long seed) {
        long end = revised.asOf().toEpochMilli();
        List<long[]> window = paid.stream()
                .filter(one -> one[0] > end - 3_600_000 && one[0] <= end)
                .toList();
        assertThat(revised.total().minorUnits())
                .as("seed %d", seed)
                .isEqualTo(window.stream().mapToLong(one -> one[1]).sum());
        assertThat(revised.payments()).as("seed %d", seed).isEqualTo(window.size());
    }

    private static Alert only(List<Alert> alerts) {
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    private void pause(Duration duration) {
        driver.driver().advanceWallClockTime(duration);
    }

    private void pay(long dollars, long time) {
        pay(dollars, time, "A B");
    }

    private void pay(long dollars, long time, String pair) {
        driver.pay("London", pair + " " + dollars, time);
    }
}
