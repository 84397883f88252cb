package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Edge;
import io.fintrans.detector.BruteForceOracle.Expected;
import io.fintrans.rule.Thresholds;
import io.fintrans.streams.StreamsDefaults;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of seeded lives of the topology against the {@link BruteForceOracle}: out of order, equal times, window edges, beyond the
 * allowed lateness, keyless records, several thresholds. A failure names its seed; {@code -Dseed=N} replays that one.
 */
class DetectorSimulationTest {
    private static final long SEEDS = Long.getLong("seeds", 2000);

    @TempDir
    Path folder;

    @Test
    void raisesTheAlertsOfTheOracleWhateverTheSeed() {
        Long one = Long.getLong("seed");
        LongStream seeds = one == null ? LongStream.range(0, SEEDS) : LongStream.of(one);
        long alerts = seeds.map(seed -> new Life(seed).run()).sum();
        assertThat(alerts).as("alerts in all lives together").isPositive();
    }

    /** One life of the topology, and what must hold in it. */
    private final class Life {
        private static final List<String> CITIES = List.of("London", "NYC", "SF");
        private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

        private final long seed;
        private final Random random;
        private final long window;
        private final long lateness;
        private final long threshold;
        private final BruteForceOracle oracle;
        private final Map<String, String> episodeByOpening = new HashMap<>();
        private final Set<String> openings = new HashSet<>();
        private final Map<String, Long> offsets = new HashMap<>();
        private final Map<String, Long> amounts = new HashMap<>();

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.window = 1L + random.nextInt(50);
            this.lateness = random.nextInt(20);
            this.threshold = 1L + random.nextInt(300);
            this.oracle = new BruteForceOracle(window, lateness);
        }

        long run() {
            Thresholds thresholds = Thresholds.of(Money.usd(threshold));
            if (random.nextInt(4) == 0) {
                thresholds = thresholds.with(Map.of("threshold.city.SF", "1", "threshold.account.B", "2.50"));
            }
            DetectorSettings settings = new DetectorSettings(
                    CITIES,
                    1,
                    TestRules.rulebook(thresholds, Duration.ofMillis(window)),
                    Duration.ofMillis(lateness),
                    Long.MAX_VALUE / 2);
            Properties properties =
                    StreamsDefaults.properties("simulation", folder, 1, Map.of("bootstrap.servers", "none:1"));
            Clock clock = Clock.fixed(START.plusSeconds(3600), ZoneOffset.UTC);
            try (TopologyTestDriver driver =
                    new TopologyTestDriver(DetectorTopology.build(settings, clock, alert -> {}), properties, START)) {
                return live(driver, thresholds);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": replay with -Dseed=" + seed, e);
            }
        }

        private long live(TopologyTestDriver driver, Thresholds thresholds) {
            TestOutputTopic<byte[], byte[]> alerts =
                    driver.createOutputTopic(Topics.ALERTS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            TestOutputTopic<byte[], byte[]> rejected =
                    driver.createOutputTopic(Topics.REJECTED, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            List<TestInputTopic<byte[], byte[]>> inputs = new ArrayList<>();
            for (String city : CITIES) {
                inputs.add(driver.createInputTopic(city, new ByteArraySerializer(), new ByteArraySerializer()));
            }
            long time = START.toEpochMilli();
            long count = 0;
            int accounts = 2 + random.nextInt(3);
            int payments = 20 + random.nextInt(150);
            for (int i = 0; i < payments; i++) {
                time += random.nextInt(1 + (int) window / 4);
                long at = time - (random.nextInt(3) == 0 ? random.nextInt((int) (window + lateness) * 2 / 3 + 1) : 0);
                if (random.nextInt(40) == 0) {
                    at = time - window - lateness - random.nextInt(3) + 1;
                }
                count += pay(inputs, alerts, rejected, thresholds, Math.min(at, time), accounts);
            }
            return count;
        }

        private int pay(
                List<TestInputTopic<byte[], byte[]>> inputs,
                TestOutputTopic<byte[], byte[]> alerts,
                TestOutputTopic<byte[], byte[]> rejected,
                Thresholds thresholds,
                long at,
                int accounts) {
            int city = random.nextInt(CITIES.size());
            char source = (char) ('A' + random.nextInt(accounts));
            char target = source == 'A' ? 'B' : 'A';
            long amount = 1L + random.nextInt(random.nextInt(10) == 0 ? 500 : 60);
            String value = source + " " + target + " " + Money.usd(amount);
            byte[] key = random.nextBoolean() ? null : new byte[] {(byte) source};
            inputs.get(city).pipeInput(new TestRecord<>(key, value.getBytes(US_ASCII), null, at));
            String topic = CITIES.get(city);
            String id = topic + "-0-" + (offsets.merge(topic, 1L, Long::sum) - 1);
            amounts.put(id, amount);
            if (oracle.isLate(at)) {
                assertThat(rejected.readKeyValuesToList())
                        .as("late payment %s", id)
                        .hasSize(1);
                assertThat(alerts.isEmpty()).isTrue();
                return 0;
            }
            assertThat(rejected.isEmpty()).as("nothing rejected for %s", id).isTrue();
            long limit = thresholds.of(AccountId.of("" + source), topic);
            Expected expected = oracle.handle(source + " " + target, id, at, amount, limit);
            List<Alert> raised =
                    alerts.readValuesToList().stream().map(AlertJson::read).toList();
            int news = expected == null ? 0 : 1;
            assertThat(raised)
                    .as("alerts for %s", id)
                    .hasSize(news + oracle.joined().size());
            if (expected != null) {
                check(raised.get(0), expected);
            }
            assertThat(raised.stream().skip(news))
                    .allMatch(alert -> alert.mergedInto() != null)
                    .extracting(alert -> alert.id().episode())
                    .containsExactlyInAnyOrderElementsOf(
                            oracle.joined().stream().map(episodeByOpening::get).toList());
            return news;
        }

        private void check(Alert alert, Expected expected) {
            assertThat(alert.id().step()).as("step").isEqualTo(expected.step());
            assertThat(alert.total().minorUnits()).as("total").isEqualTo(expected.total());
            assertThat(alert.at().toEpochMilli()).as("at").isEqualTo(expected.at());
            assertThat(alert.openedAt().toEpochMilli()).as("opened").isEqualTo(expected.openedAt());
            assertThat(alert.payments()).as("payments").isEqualTo(expected.payments());
            openings.add(expected.opening());
            assertThat(episodeByOpening.computeIfAbsent(
                            expected.opening(), absent -> alert.id().episode()))
                    .as("episode opened by %s", expected.opening())
                    .isEqualTo(alert.id().episode());
            assertThat(new HashSet<>(episodeByOpening.values()))
                    .as("ids are distinct")
                    .hasSize(openings.size());
            long evidence = 0;
            for (Edge one : alert.evidence().edges()) {
                assertThat(one.amount().minorUnits())
                        .isEqualTo(amounts.get(one.coordinates().toString()));
                evidence += one.amount().minorUnits();
            }
            if (alert.omitted() == 0) {
                assertThat(evidence).as("sum of the evidence").isEqualTo(expected.total());
            }
        }
    }
}
