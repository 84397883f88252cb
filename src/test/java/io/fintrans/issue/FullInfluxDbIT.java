package io.fintrans.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.ingest.IngestRun;
import io.fintrans.ingest.point.Points;
import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestInfluxDb;
import io.fintrans.testing.TestProcess;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An InfluxDB whose {@code max-values-per-tag} was reached, or which had a field of another type, refused each point. Ingest took these
 * answers for answers about points: thousands of good payments went to {@code fintrans.rejected}, one by one.
 */
class FullInfluxDbIT {
    private static final int PAYMENTS = 60;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long NOW = Clock.systemUTC().millis();

    @AutoClose
    private final TestBroker broker = TestBroker.start();

    @ParameterizedTest
    @ValueSource(strings = {"max-values-per-tag", "max-series-per-database"})
    void waitsForAFullInfluxDbAndLosesNothing(String setting) {
        produce();
        try (TestInfluxDb influx = TestInfluxDb.start("", setting + " = 10");
                TestProcess ingest = run(influx, Points.ORIGINAL).start()) {
            await().atMost(LIMIT).until(() -> count(influx, "Bern") >= 10 || ingest.logged("influxdb-away"));
            // The limit of values is looked at before a batch.
            send(payments(PAYMENTS, 2 * PAYMENTS));
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(String.join("\n", ingest.log()))
                            .contains("event=influxdb-away")
                            .contains(setting + " limit exceeded")
                            .contains("nothing is lost"));
            assertThat(TopicContents.read(broker.address(), List.of(Topics.REJECTED)))
                    .isEmpty();

            influx.change(setting + " = 10", setting + " = 0");
            influx.kill9();
            influx.restart();

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(count(influx, "Bern")).isEqualTo(2 * PAYMENTS));
            assertThat(TopicContents.read(broker.address(), List.of(Topics.REJECTED)))
                    .isEmpty();
            assertThat(ingest.stop(Duration.ofSeconds(20))).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void stopsWithOneSentenceWhereAFieldHasAnotherType() {
        try (TestInfluxDb influx = TestInfluxDb.start()) {
            influx.query("", "CREATE DATABASE db");
            influx.write("db", "Bern,source=1,target=2 amount=12i " + NOW * 1_000_000);
            produce();
            try (TestProcess ingest = run(influx, Points.ORIGINAL).start()) {
                assertThat(ingest.awaitExit(LIMIT)).isEqualTo(ExitCode.UNREACHABLE);
                assertThat(String.join("\n", ingest.log()))
                        .contains("field type conflict")
                        .contains("Nothing is lost")
                        .contains("another --database");
            }
            assertThat(TopicContents.read(broker.address(), List.of(Topics.REJECTED)))
                    .isEmpty();
        }
    }

    /** Of the payments, only those are points that the detector does not reject. */
    @Test
    void makesPointsOfWhatTheOtherStagesCallPaymentsAndOfNothingElse() {
        produce();
        RecordHeaders oslo = new RecordHeaders();
        oslo.add("city", "Oslo".getBytes(UTF_8));
        send(List.of(
                new ProducerRecord<>("Bern", 0, NOW, null, "x y 1".getBytes(UTF_8), oslo),
                new ProducerRecord<>("Bern", 0, NOW / 1000, null, "x y 2".getBytes(UTF_8)),
                new ProducerRecord<>("Bern", 0, NOW - Duration.ofDays(8).toMillis(), null, "x y 3".getBytes(UTF_8)),
                new ProducerRecord<>("Bern", 0, NOW + Duration.ofMinutes(30).toMillis(), null, "x y 4".getBytes(UTF_8)),
                new ProducerRecord<>("Bern", 0, NOW, null, "x y 5\r".getBytes(UTF_8)),
                new ProducerRecord<>("Bern", 0, NOW, null, "x y 6".getBytes(UTF_8))));
        try (TestInfluxDb influx = TestInfluxDb.start();
                TestProcess ingest = run(influx, Points.TRANSACTIONS).start()) {
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(count(influx, "transaction")).isEqualTo(PAYMENTS + 1));
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(committedMetadata()).isEqualTo(Long.toString(NOW)));

            // A new owner of the partition knows how far its time had come.
            assertThat(ingest.stop(Duration.ofSeconds(20))).isEqualTo(ExitCode.DONE);
            send(List.of(
                    new ProducerRecord<>("Bern", 0, NOW - Duration.ofDays(8).toMillis(), null, "x y 7".getBytes(UTF_8)),
                    new ProducerRecord<>("Bern", 0, NOW, null, "x y 8".getBytes(UTF_8))));
            try (TestProcess again = run(influx, Points.TRANSACTIONS).start()) {
                await().atMost(LIMIT)
                        .untilAsserted(
                                () -> assertThat(count(influx, "transaction")).isEqualTo(PAYMENTS + 2));
                assertThat(again.stop(Duration.ofSeconds(20))).isEqualTo(ExitCode.DONE);
            }
        }
    }

    private String committedMetadata() throws Exception {
        try (var admin = broker.admin()) {
            return admin
                    .listConsumerGroupOffsets(IngestRun.group("db"))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .map(offset -> offset == null ? "" : offset.metadata())
                    .findFirst()
                    .orElse("");
        }
    }

    private static long count(TestInfluxDb influx, String measurement) {
        try {
            return influx.query("db", "SELECT count(amount) FROM \"" + measurement + "\"")
                    .at("/results/0/series/0/values/0/1")
                    .asLong();
        } catch (AssertionError noDatabaseYet) {
            return 0;
        }
    }

    private IngestRun run(TestInfluxDb influx, Points points) {
        return new IngestRun(broker, List.of("Bern"), influx.url(), "db", points);
    }

    /** A topic of the user's own: its broker lets every time in. */
    private void produce() {
        broker.create("Bern", 1);
        broker.create(Topics.REJECTED, 1);
        send(payments(0, PAYMENTS));
    }

    private static List<ProducerRecord<byte[], byte[]>> payments(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new ProducerRecord<byte[], byte[]>(
                        "Bern", 0, NOW, null, ("s" + i + " t" + i + " 12.50").getBytes(UTF_8)))
                .toList();
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record).get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("not sent", e);
        }
    }
}
