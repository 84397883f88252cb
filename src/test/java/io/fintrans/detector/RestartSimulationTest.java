package io.fintrans.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.detector.judge.Revisions;
import io.fintrans.detector.state.JournalReader;
import io.fintrans.rule.Thresholds;
import io.fintrans.streams.JournalTopic;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seeded lives of the topology that are cut into pieces: each piece begins with a fresh process that has nothing but the journal, of
 * which retention may have taken everything that has left the window. The alerts must be, byte for byte, those of a life that was
 * never interrupted. A failure names its seed; {@code -Dseed=N} replays that one.
 */
class RestartSimulationTest {
    private static final long SEEDS = Long.getLong("restart.seeds", 300);
    private static final List<String> CITIES = List.of("London", "NYC", "SF");
    private static final long START = DetectorDriver.NOW.minusSeconds(3600).toEpochMilli();

    @TempDir
    Path folder;

    @Test
    void alertsAreThoseOfALifeWithoutRestartsWhateverTheSeed() {
        Long one = Long.getLong("seed");
        LongStream seeds = one == null ? LongStream.range(0, SEEDS) : LongStream.of(one);
        long alerts = seeds.map(seed -> new Life(seed).run()).sum();
        assertThat(alerts).as("alerts in all lives together").isPositive();
    }

    /** Without a city: ten seconds pass on the clock, in which alerts are revised. */
    private record Sent(String city, String value, long time) {
        boolean isPause() {
            return city.isEmpty();
        }
    }

    /** One life: what is paid, when it is interrupted. */
    private final class Life {
        private final long seed;
        private final Random random;
        private final long window;
        private final long lateness;
        private final DetectorSettings settings;
        private final List<Sent> payments = new ArrayList<>();
        private final List<byte[]> journal = new ArrayList<>();
        /** Of both lives, the steady one first. */
        private final List<List<String>> accepted = List.of(new ArrayList<>(), new ArrayList<>());

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.window = 5L + random.nextInt(60);
            this.lateness = random.nextInt(20);
            Thresholds thresholds = Thresholds.of(Money.usd(1L + random.nextInt(300)));
            this.settings = new DetectorSettings(
                    CITIES,
                    1,
                    TestRules.rulebook(
                            random.nextBoolean() ? thresholds : thresholds.with(Map.of("threshold.city.SF", "1")),
                            Duration.ofMillis(window)),
                    Duration.ofMillis(lateness),
                    Long.MAX_VALUE / 2);
            plan();
        }

        private void plan() {
            long time = START;
            int accounts = 2 + random.nextInt(3);
            int count = 50 + random.nextInt(150);
            for (int i = 0; i < count; i++) {
                time += random.nextInt(30) == 0 ? window : random.nextInt(1 + (int) window / 5);
                long late = random.nextInt(4) == 0 ? random.nextInt((int) (window + lateness) + 2) : 0;
                char source = (char) ('A' + random.nextInt(accounts));
                char target = source == 'A' ? 'B' : 'A';
                String value = source + " " + target + " " + Money.usd(1L + random.nextInt(100));
                if (random.nextInt(8) == 0) {
                    payments.add(new Sent("", "", START));
                }
                payments.add(new Sent(CITIES.get(random.nextInt(CITIES.size())), value, time - late));
            }
        }

        long run() {
            List<String> expected = inOrderOfEachKey(steady());
            List<String> found = inOrderOfEachKey(interrupted());
            assertThat(found).as("seed %d: replay with -Dseed=%d", seed, seed).isEqualTo(expected);
            assertThat(accepted.get(1))
                    .as("accepted, seed %d: replay with -Dseed=%d", seed, seed)
                    .isEqualTo(accepted.get(0));
            return expected.size();
        }

        /** Which of two alerts is revised first in a pause does not matter, nor does it after a restart. */
        private static List<String> inOrderOfEachKey(List<String> alerts) {
            return alerts.stream()
                    .sorted(Comparator.comparing(alert -> alert.substring(0, alert.indexOf(' '))))
                    .toList();
        }

        private List<String> steady() {
            try (DetectorDriver driver = new DetectorDriver(folder, settings)) {
                payments.forEach(payment -> pay(driver, payment));
                take(driver, 0);
                return driver.alertsAsText();
            }
        }

        private List<String> interrupted() {
            List<String> alerts = new ArrayList<>();
            int done = 0;
            while (done < payments.size()) {
                int until = Math.min(payments.size(), done + 1 + random.nextInt(80));
                try (DetectorDriver driver = new DetectorDriver(folder, settings)) {
                    JournalTopic.replay(driver.store(), journal);
                    moveOffsets(driver, payments.subList(0, done));
                    payments.subList(done, until).forEach(payment -> pay(driver, payment));
                    alerts.addAll(driver.alertsAsText());
                    take(driver, 1);
                    journal.addAll(driver.journal());
                }
                done = until;
                retain(payments.subList(0, done));
            }
            return alerts;
        }

        /** After a restart, a record may say once more how far time has come. */
        private void take(DetectorDriver driver, int life) {
            AcceptedText.of(driver, START).stream()
                    .filter(record -> record.contains(","))
                    .forEach(accepted.get(life)::add);
        }

        /** In a driver all offsets begin at zero; records that are no payments bring them to where they were. */
        private void moveOffsets(DetectorDriver driver, List<Sent> before) {
            List<Sent> paid =
                    before.stream().filter(payment -> !payment.isPause()).toList();
            paid.forEach(payment -> driver.send(payment.city(), null, null, payment.time()));
            assertThat(driver.rejected()).hasSameSizeAs(paid);
        }

        /** Deletes from the journal's front, at most as long as all payments there have left the window. */
        private void retain(List<Sent> before) {
            long now = before.stream().mapToLong(Sent::time).max().orElseThrow();
            int most = 0;
            Set<Long> untold = untold();
            while (most < journal.size()
                    && newest(journal.get(most)) <= now - window - lateness
                    && !notes(journal.get(most)).keySet().stream().anyMatch(untold::contains)) {
                most++;
            }
            int deleted = random.nextInt(3) == 0 ? random.nextInt(most + 1) : most;
            journal.subList(0, deleted).clear();
        }

        /** A journal is kept for days after its payments; what was noted is told within seconds. */
        private Set<Long> untold() {
            Map<Long, Integer> lengths = new HashMap<>();
            journal.forEach(each -> lengths.putAll(notes(each)));
            lengths.values().removeIf(length -> length == 0);
            return lengths.keySet();
        }

        private void pay(DetectorDriver driver, Sent payment) {
            if (payment.isPause()) {
                driver.driver().advanceWallClockTime(Revisions.EVERY);
            } else {
                driver.pay(payment.city(), payment.value(), payment.time());
            }
        }
    }

    @Test
    void anEpisodeThatIsOlderThanTheWindowStaysOpen() {
        DetectorSettings settings = new DetectorSettings(
                CITIES,
                1,
                TestRules.rulebook(Thresholds.of(Money.usd(10_000)), Duration.ofMillis(100)),
                Duration.ofMillis(10),
                Long.MAX_VALUE / 2);
        List<byte[]> journal = new ArrayList<>();
        String episode;
        try (DetectorDriver driver = new DetectorDriver(folder, settings)) {
            for (int i = 0; i < 50; i++) {
                driver.pay("London", "A B 60", START + i * 50L);
            }
            List<Alert> alerts = driver.alerts();
            assertThat(alerts).hasSize(1);
            episode = alerts.get(0).id().episode();
            journal.addAll(driver.journal());
        }
        journal.subList(0, 47).clear();
        try (DetectorDriver driver = new DetectorDriver(folder, settings)) {
            JournalTopic.replay(driver.store(), journal);
            driver.pay("NYC", "A B 50", START + 2460);
            assertThat(driver.alerts())
                    .as("still the step that was told 25 windows ago")
                    .isEmpty();
            driver.pay("NYC", "A B 90", START + 2460);
            assertThat(driver.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.id().episode()).isEqualTo(episode);
                assertThat(alert.id().step()).isEqualTo(2);
                assertThat(alert.openedAt().toEpochMilli()).isEqualTo(START + 50);
            });
        }
    }

    /** How long the notes of a journal record are; 0 if they were told. */
    private static Map<Long, Integer> notes(byte[] record) {
        Map<Long, Integer> notes = new HashMap<>();
        JournalReader.read(record, new JournalReader.Visitor() {
            @Override
            public void origin(int number, String topic, int partition, long count, long sum, long highest) {
                // Only notes matter here.
            }

            @Override
            public void payment(int origin, long high, long low, long time, long amount, long offset) {
                // Only notes matter here.
            }

            @Override
            public void note(long id, byte[] note) {
                notes.put(id, note.length);
            }
        });
        return notes;
    }

    private static long newest(byte[] record) {
        long[] newest = {Long.MIN_VALUE};
        JournalReader.read(record, new JournalReader.Visitor() {
            @Override
            public void origin(int number, String topic, int partition, long count, long sum, long highest) {
                // Only times matter here.
            }

            @Override
            public void payment(int origin, long high, long low, long time, long amount, long offset) {
                newest[0] = Math.max(newest[0], time);
            }
        });
        return newest[0];
    }
}
