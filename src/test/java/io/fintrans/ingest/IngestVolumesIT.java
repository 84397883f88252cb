package io.fintrans.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.ingest.point.Points;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestInfluxDb;
import io.fintrans.testing.TestProcess;
import io.fintrans.testing.TopicContents;
import io.fintrans.timeseries.Poison;
import io.fintrans.timeseries.Volume;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedHeaders;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Volumes in InfluxDB: of each second the last word; and poison, which stays data or goes to {@code fintrans.rejected}. */
class IngestVolumesIT {
    private static final List<String> CITIES = List.of("Bern", "Oslo");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TestBroker broker = TestBroker.start();
    private final TestInfluxDb influx = TestInfluxDb.start();
    private final long now = Clock.systemUTC().millis() / 1000;

    @BeforeEach
    void makeTopics() {
        CITIES.forEach(city -> broker.create(city, 2));
        broker.create(Topics.VOLUMES, 2);
        broker.create(Topics.ALERTS, 1);
        broker.create(Topics.REJECTED, 1);
    }

    @AfterEach
    void close() {
        broker.close();
        influx.close();
    }

    @Test
    void keepsTheLastWordOfEachSecond() {
        try (KnownVolumes volumes = new KnownVolumes(broker).send(CITIES, now - 60, 60, 10_000);
                TestProcess ingest = start(Points.VOLUMES)) {
            awaitDone(10_000);

            assertThat(found()).isEqualTo(expected(volumes.newest()));
            assertThat(FoundPoints.measurements(influx, "db")).containsExactly("volume");
            assertThat(ingest.isAlive()).isTrue();
        }
    }

    @Test
    void writesVolumesAndPayments() {
        try (KnownVolumes volumes = new KnownVolumes(broker).send(CITIES, now - 60, 60, 1_000);
                KnownPayments payments = new KnownPayments(broker.address(), CITIES, 8).send(1_000);
                TestProcess ingest = start(Points.BOTH)) {
            awaitDone(2_000);

            assertThat(found()).isEqualTo(expected(volumes.newest()));
            assertThat(FoundPoints.transactions(influx, "db")).isEqualTo(ExpectedPoints.transactions(broker, CITIES));
            assertThat(payments.stop()).isEqualTo(1_000);
            assertThat(ingest.isAlive()).isTrue();
        }
    }

    @Test
    void makesDataOfPoisonAndNeverASecondPoint() {
        int refused = 0;
        try (KnownVolumes volumes = new KnownVolumes(broker);
                PoisonedPayments payments = new PoisonedPayments(broker)) {
            for (String city : Poison.DATA) {
                volumes.send(city, now, 0, 100, 0);
                payments.send("Bern", city);
            }
            Map<String, Volume> data = Map.copyOf(volumes.newest());
            for (String city : Poison.REFUSED) {
                volumes.send(city, now, 0, 100, 0);
                payments.send("Bern", city);
                refused++;
            }
            for (String value : List.of("", "{", "[]", "{\"city\":\"Bern\"}", "admin v=1 1", "null")) {
                volumes.put(("k" + value).getBytes(UTF_8), value.getBytes(UTF_8));
                refused++;
            }
            volumes.flush();
            payments.flush();
            try (TestProcess ingest = start(Points.BOTH)) {
                awaitDone(2L * Poison.DATA.size() + 2L * Poison.REFUSED.size() + 6);

                assertThat(found()).isEqualTo(expected(data));
                assertThat(FoundPoints.measurements(influx, "db")).containsExactly("volume");
                assertThat(influx.query("", "SHOW DATABASES").at("/results/0/series/0/values"))
                        .extracting(row -> row.get(0).asText())
                        .containsExactly("db");
                assertThat(ingest.isAlive()).isTrue();
            }
        }
        assertRefused(refused);
    }

    private void assertRefused(int count) {
        List<ConsumerRecord<byte[], byte[]>> rejected = TopicContents.read(broker.address(), List.of(Topics.REJECTED));
        Set<String> origins = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : rejected) {
            assertThat(header(record, RejectedHeaders.REASON)).isEqualTo("refused");
            assertThat(header(record, RejectedHeaders.DETAIL)).startsWith("no point can be written: ");
            assertThat(header(record, RejectedHeaders.TOPIC)).isEqualTo(Topics.VOLUMES);
            origins.add(header(record, RejectedHeaders.PARTITION) + "-" + header(record, RejectedHeaders.OFFSET));
        }
        assertThat(rejected).hasSize(count);
        assertThat(origins).hasSize(count);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private TestProcess start(Points points) {
        return new IngestRun(broker, CITIES, influx.url(), "db", points).start();
    }

    private void awaitDone(long records) {
        await("offsets to be committed")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(Offsets.committed(broker, IngestRun.group("db")))
                        .isEqualTo(records));
    }

    private static Map<String, List<String>> expected(Map<String, Volume> newest) {
        Map<String, List<String>> points = new TreeMap<>();
        newest.values()
                .forEach(volume -> points.put(
                        volume.city() + "|" + volume.partition() + "|" + volume.second() * 1_000_000_000L,
                        List.of(
                                Long.toString(volume.count()),
                                major(volume.total()),
                                ExpectedPoints.amount(BigDecimal.valueOf(volume.total(), 2)
                                        .divide(BigDecimal.valueOf(volume.count()), 4, RoundingMode.HALF_EVEN)
                                        .toString()),
                                major(volume.smallest()),
                                major(volume.largest()),
                                major(volume.quantile(500)),
                                major(volume.quantile(990)))));
        return points;
    }

    private static String major(long cents) {
        return ExpectedPoints.amount(BigDecimal.valueOf(cents, 2).toString());
    }

    private Map<String, List<String>> found() {
        Map<String, List<String>> points = new TreeMap<>();
        JsonNode answer = influx.query(
                "db", "SELECT count, total, average, min, max, p50, p99 FROM volume GROUP BY city, partition");
        for (JsonNode series : FoundPoints.series(answer)) {
            for (JsonNode row : series.path("values")) {
                List<String> fields = new ArrayList<>();
                for (int i = 1; i < row.size(); i++) {
                    fields.add(ExpectedPoints.amount(row.get(i).asText()));
                }
                points.put(
                        series.at("/tags/city").asText() + "|"
                                + series.at("/tags/partition").asText() + "|"
                                + row.get(0).asLong(),
                        fields);
            }
        }
        return points;
    }
}
