package io.fintrans.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.detector.judge.Revisions;
import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the order in which payments come and however far time jumps: ten seconds after the last one, a pair's newest alert tells the
 * total of its last window over the threshold, if that window is held in full still.
 */
class NewestWindowTest {
    private static final int SEEDS = 300;
    private static final int PAYMENTS = 150;
    private static final long THRESHOLD = 1_000_000;
    private static final long START = DetectorDriver.NOW.toEpochMilli() - 7_200_000;

    @TempDir
    Path folder;

    private record Paid(long time, long cents) {}

    private record Window(long end, long total) {}

    @Test
    void theNewestAlertTellsTheLastWindowOverTheThreshold() throws IOException {
        int compared = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            compared += run(seed);
        }
        assertThat(compared).as("windows compared").isGreaterThan(SEEDS);
    }

    private int run(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        long window = 600_000L + random.nextInt(600_000);
        long lateness = 60_000L + random.nextInt(540_000);
        Map<String, List<Paid>> paid = new HashMap<>();
        Map<String, Alert> newest = new HashMap<>();
        try (DetectorDriver driver =
                new DetectorDriver(Files.createTempDirectory(folder, "state"), settings(window, lateness))) {
            long now = START;
            for (int i = 0; i < PAYMENTS; i++) {
                now += random.nextInt(12) == 0 ? random.nextLong(window * 3 / 2) : random.nextInt(20_000);
                pay(driver, random, random.nextInt(3) == 0 ? now - random.nextLong(lateness + 20_000) : now, paid);
                if (random.nextInt(30) == 0) {
                    driver.driver().advanceWallClockTime(Revisions.EVERY);
                }
                note(driver, newest);
            }
            driver.driver().advanceWallClockTime(Revisions.EVERY);
            note(driver, newest);
            return compare(seed, paid, newest, window, driver.store().window().heldInFullFrom());
        }
    }

    private static DetectorSettings settings(long window, long lateness) {
        return new DetectorSettings(
                List.of("London"),
                1,
                TestRules.rulebook(Thresholds.of(Money.usd(THRESHOLD)), Duration.ofMillis(window)),
                Duration.ofMillis(lateness),
                Long.MAX_VALUE / 2);
    }

    private static void pay(DetectorDriver driver, SplittableRandom random, long time, Map<String, List<Paid>> paid) {
        String source = "A" + random.nextInt(3);
        long dollars = 1000L + random.nextInt(4000);
        driver.pay("London", source + " B " + dollars, time);
        if (driver.rejected().isEmpty()) {
            paid.computeIfAbsent(source, of -> new ArrayList<>()).add(new Paid(time, dollars * 100));
        }
    }

    private static void note(DetectorDriver driver, Map<String, Alert> newest) {
        for (Alert alert : driver.alerts()) {
            newest.merge(
                    alert.subject().accounts().get(0).toString(),
                    alert,
                    (before, now) -> now.asOf().isBefore(before.asOf()) ? before : now);
        }
    }

    private static int compare(
            long seed, Map<String, List<Paid>> paid, Map<String, Alert> newest, long window, long heldInFullFrom) {
        int compared = 0;
        for (Map.Entry<String, List<Paid>> pair : paid.entrySet()) {
            Window last = lastOver(pair.getValue(), window);
            if (last.end() >= heldInFullFrom) {
                assertThat(newest).as("alerts, seed %d", seed).containsKey(pair.getKey());
                Alert alert = Objects.requireNonNull(newest.get(pair.getKey()));
                assertThat(new Window(alert.asOf().toEpochMilli(), alert.total().minorUnits()))
                        .as("newest alert of %s, seed %d", pair.getKey(), seed)
                        .isEqualTo(last);
                compared++;
            }
        }
        return compared;
    }

    /** The slow way. */
    private static Window lastOver(List<Paid> paid, long window) {
        Window last = new Window(Long.MIN_VALUE, 0);
        for (Paid one : paid) {
            long total = paid.stream()
                    .filter(other -> other.time() <= one.time() && other.time() > one.time() - window)
                    .mapToLong(Paid::cents)
                    .sum();
            if (total > THRESHOLD && one.time() > last.end()) {
                last = new Window(one.time(), total);
            }
        }
        return last;
    }
}
