package io.fintrans.volume;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.streams.StreamsDefaults;
import io.fintrans.testing.SeveralFormat;
import io.fintrans.timeseries.Volume;
import io.fintrans.timeseries.VolumeJson;
import io.fintrans.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record with several payments counts in the seconds of each. */
class SeveralPaymentsVolumeTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final long SECOND = NOW.getEpochSecond();

    @TempDir
    Path folder;

    @Test
    void eachPaymentCountsInItsOwnSecondAndInDollarsOnly() {
        try (TopologyTestDriver driver = new TopologyTestDriver(
                VolumeTopology.build(List.of("London"), Clock.fixed(NOW, ZoneOffset.UTC), new SeveralFormat()),
                StreamsDefaults.properties("volume", folder, 1, Map.of("bootstrap.servers", "none:1")),
                NOW)) {
            TestInputTopic<byte[], byte[]> london =
                    driver.createInputTopic("London", new ByteArraySerializer(), new ByteArraySerializer());
            send(london, "A B 1;A B x;A B 2 @" + (SECOND - 3) * 1000 + ";A B 4/EUR;A B 8;A B 16 @1");
            send(london, "-");
            send(london, "A B 32 @" + (SECOND - 3) * 1000);
            Map<Long, Volume> newest = driver
                    .createOutputTopic(Topics.VOLUMES, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readValuesToList()
                    .stream()
                    .map(VolumeJson::read)
                    .collect(Collectors.toMap(Volume::second, volume -> volume, (old, later) -> later));
            assertThat(newest.get(SECOND))
                    .extracting(Volume::count, Volume::total, Volume::offset)
                    .containsExactly(2L, 900L, 0L);
            assertThat(newest.get(SECOND - 3))
                    .extracting(Volume::count, Volume::total, Volume::offset)
                    .containsExactly(2L, 3400L, 2L);
            assertThat(newest).hasSize(2);
        }
    }

    private static void send(TestInputTopic<byte[], byte[]> city, String value) {
        city.pipeInput(new TestRecord<>(null, value.getBytes(US_ASCII), null, NOW.toEpochMilli()));
    }
}
