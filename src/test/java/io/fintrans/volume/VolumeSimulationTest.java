package io.fintrans.volume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.streams.JournalTopic;
import io.fintrans.streams.StreamsDefaults;
import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seeded lives of the volume stage, cut into pieces that begin with nothing but the journal, against lists that are added up anew. A failure
 * names its seed.
 */
class VolumeSimulationTest {
    private static final List<String> CITIES = List.of("London", "NYC");
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String APPLICATION = "volume-simulation";
    private static final int SEEDS = 150;

    @TempDir
    Path folder;

    @Test
    void theNewestRecordOfEachSecondIsWhatItsPaymentsAddUpToWhateverTheSeed() {
        for (long seed = 0; seed < SEEDS; seed++) {
            new Life(seed).run();
        }
    }

    private record Paid(String city, long second, long amount, long offset) {}

    private final class Life {
        private final long seed;
        private final Random random;
        private final List<Paid> counted = new ArrayList<>();
        private final Map<String, Long> newest = new HashMap<>();
        private final Map<String, Long> offsets = new HashMap<>();
        private final Map<String, byte[]> published = new HashMap<>();
        private final Map<String, TestRecord<byte[], byte[]>> journal = new HashMap<>();
        private long time = NOW.minusSeconds(400_000).toEpochMilli();

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run() {
            for (int piece = 0; piece < 4; piece++) {
                try (TopologyTestDriver driver = new TopologyTestDriver(
                        VolumeTopology.build(CITIES, Clock.fixed(NOW, ZoneOffset.UTC)),
                        StreamsDefaults.properties(APPLICATION, folder, 1, Map.of("bootstrap.servers", "none:1")),
                        NOW)) {
                    live(driver);
                }
            }
            check();
        }

        private void live(TopologyTestDriver driver) {
            Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
            for (String city : CITIES) {
                TestInputTopic<byte[], byte[]> input =
                        driver.createInputTopic(city, new ByteArraySerializer(), new ByteArraySerializer());
                inputs.put(city, input);
                // In a driver all offsets begin at zero; records that are no payments bring them to where they were.
                for (long i = 0; i < offsets.getOrDefault(city, 0L); i++) {
                    input.pipeInput(new TestRecord<>(null, null, null, NOW.toEpochMilli()));
                }
            }
            VolumeStore store = (VolumeStore) driver.getStateStore(VolumeTopology.SECONDS);
            journal.values().forEach(record -> JournalTopic.replay(store, record.key(), record.value()));
            for (int i = random.nextInt(60); i > 0; i--) {
                pay(inputs);
            }
            read(driver, Topics.VOLUMES)
                    .forEach(record -> published.put(new String(record.key(), UTF_8), record.value()));
            read(driver, APPLICATION + "-seconds-changelog")
                    .forEach(record -> journal.put(new String(record.key(), UTF_8), record));
        }

        private List<TestRecord<byte[], byte[]>> read(TopologyTestDriver driver, String topic) {
            return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList();
        }

        private void pay(Map<String, TestInputTopic<byte[], byte[]>> inputs) {
            time += random.nextInt(20) == 0 ? 3_000_000 : random.nextInt(700);
            String city = CITIES.get(random.nextInt(CITIES.size()));
            long late = random.nextInt(5) == 0 ? random.nextInt(9_000_000) : 0;
            long second = Math.floorDiv(time - late, 1000);
            long amount = 1L + random.nextInt(100_000);
            long offset = offsets.merge(city, 1L, Long::sum) - 1;
            String value = random.nextInt(10) == 0 ? "nonsense" : "A B " + Money.usd(amount);
            Objects.requireNonNull(inputs.get(city))
                    .pipeInput(new TestRecord<>(null, value.getBytes(UTF_8), null, time - late));
            if (value.startsWith("A") && second >= newest.getOrDefault(city, 0L) - 7200) {
                newest.merge(city, second, Math::max);
                counted.add(new Paid(city, second, amount, offset));
            }
        }

        private void check() {
            Map<String, Volume> expected = new HashMap<>();
            for (Paid paid : counted) {
                Distribution amounts = new Distribution();
                amounts.add(paid.amount());
                Volume one = new Volume(
                        paid.city(),
                        paid.second(),
                        0,
                        Money.USD,
                        1,
                        paid.amount(),
                        paid.amount(),
                        paid.amount(),
                        paid.offset(),
                        amounts);
                expected.merge(new String(one.key(), UTF_8), one, Life::sum);
            }
            assertThat(published.keySet()).as("seed %d", seed).isEqualTo(expected.keySet());
            expected.forEach((key, volume) -> assertThat(new String(published.get(key), UTF_8))
                    .as("seed %d, %s", seed, key)
                    .isEqualTo(new String(VolumeJson.write(volume), UTF_8)));
        }

        private static Volume sum(Volume one, Volume other) {
            one.amounts().addAll(other.amounts());
            return new Volume(
                    one.city(),
                    one.second(),
                    one.partition(),
                    one.currency(),
                    one.count() + other.count(),
                    one.total() + other.total(),
                    Math.min(one.smallest(), other.smallest()),
                    Math.max(one.largest(), other.largest()),
                    Math.max(one.offset(), other.offset()),
                    one.amounts());
        }
    }
}
