package io.fintrans.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fintrans.format.Formats;
import io.fintrans.ingest.point.Points;
import io.fintrans.timeseries.Compression;
import io.fintrans.timeseries.Dialect;
import io.fintrans.timeseries.HttpStandIn;
import io.fintrans.timeseries.HttpStandIn.Answer;
import io.fintrans.timeseries.HttpStandIn.Asked;
import io.fintrans.timeseries.InfluxAccess;
import io.fintrans.timeseries.InfluxDb;
import io.fintrans.topic.record.RejectedHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done about each answer: nothing is lost, and only what is wrong goes to {@code fintrans.rejected}. */
class DeliveryTest {
    private static final int RECORDS = 100;
    private static final long TIME = 1_700_000_000_000L;

    private final MockProducer<byte[], byte[]> rejected =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Tally tally = new Tally();
    private final AtomicInteger databasesMade = new AtomicInteger();
    private final Lane lane =
            new Lane(new BatchSize(), new Backoff(new SplittableRandom(1)), null, 0, System.nanoTime());
    private final List<HttpStandIn> servers = new ArrayList<>();

    @AfterEach
    void close() {
        servers.forEach(HttpStandIn::close);
    }

    @ParameterizedTest
    @EnumSource
    void bisectsUntilTheBadLineIsAlone(Dialect dialect) {
        HttpStandIn server = server(asked -> lines(asked).stream().anyMatch(line -> line.contains("\"s37\""))
                ? Answer.of(400, "{\"error\":\"bad line\"}")
                : Answer.of(204, ""));
        deliver(server, dialect);

        ProducerRecord<byte[], byte[]> record = rejected.history().get(0);
        assertThat(rejected.history()).hasSize(1);
        assertThat(header(record, RejectedHeaders.REASON)).isEqualTo("refused");
        assertThat(header(record, RejectedHeaders.DETAIL)).isEqualTo("InfluxDB: {\"error\":\"bad line\"}");
        assertThat(header(record, RejectedHeaders.TOPIC)).isEqualTo("Bern");
        assertThat(header(record, RejectedHeaders.PARTITION)).isEqualTo("2");
        assertThat(header(record, RejectedHeaders.OFFSET)).isEqualTo("37");
        assertThat(header(record, RejectedHeaders.TIMESTAMP)).isEqualTo(Long.toString(TIME));
        assertThat(header(record, "trace")).as("as it came").isEqualTo("t37");
        assertThat(record.value()).isEqualTo("s37 t 12.50".getBytes(UTF_8));
        assertThat(tally.progress().points()).isEqualTo(RECORDS - 1);
        assertThat(server.asked()).hasSizeLessThan(20);
    }

    @ParameterizedTest
    @EnumSource
    void halvesWhatIsTooLarge(Dialect dialect) {
        HttpStandIn server =
                server(asked -> lines(asked).size() > 30 ? Answer.of(413, "too large") : Answer.of(204, ""));
        deliver(server, dialect);

        assertThat(tally.progress().points()).isEqualTo(RECORDS);
        assertThat(rejected.history()).isEmpty();
        assertThat(lane.size().points()).isLessThan(BatchSize.START);
    }

    @Test
    void rejectsAPointThatIsTooLargeByItself() {
        HttpStandIn server = server(asked -> lines(asked).stream().anyMatch(line -> line.contains("\"s99\""))
                ? Answer.of(413, "too large")
                : Answer.of(204, ""));
        deliver(server, Dialect.V1);

        assertThat(rejected.history()).hasSize(1);
        assertThat(tally.progress().points()).isEqualTo(RECORDS - 1);
    }

    @ParameterizedTest
    @EnumSource
    void comesBackWhenInfluxDbSaysSo(Dialect dialect) {
        AtomicInteger asked = new AtomicInteger();
        List<Long> times = new ArrayList<>();
        HttpStandIn server = server(any -> {
            times.add(System.nanoTime());
            return asked.incrementAndGet() == 1
                    ? new Answer(429, Map.of("Retry-After", "1"), "slow down")
                    : Answer.of(204, "");
        });
        deliver(server, dialect);

        assertThat(times).hasSize(2);
        assertThat(times.get(1) - times.get(0))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(server.asked().get(1)).isEqualTo(server.asked().get(0));
    }

    @ParameterizedTest
    @EnumSource
    void triesTheSameAgainWhileTheServerFails(Dialect dialect) {
        AtomicInteger asked = new AtomicInteger();
        HttpStandIn server =
                server(any -> asked.incrementAndGet() < 4 ? Answer.of(503, "starting") : Answer.of(204, ""));
        deliver(server, dialect);

        // On a machine that is busy with other things an answer may take so long that the batch is halved.
        assertThat(server.asked()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(tally.progress().points()).isEqualTo(RECORDS);
        assertThat(tally.progress().trouble()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void stopsAndSaysSoWhenTheUserMayNotWrite(Dialect dialect) {
        HttpStandIn server = server(any -> Answer.of(401, "authorization failed"));

        assertThatThrownBy(() -> deliver(server, dialect))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("authorization failed")
                .hasMessageContaining("--token-file");
        assertThat(lane.doneOffset()).isEmpty();
    }

    @Test
    void countsWhatIsExpiredAndGoesOn() {
        HttpStandIn server = server(
                any -> Answer.of(400, "{\"error\":\"partial write: points beyond retention policy dropped=40\"}"));
        deliver(server, Dialect.V1);

        assertThat(server.asked()).hasSize(1);
        assertThat(tally.progress().expired()).isEqualTo(40);
        assertThat(tally.progress().points()).isEqualTo(60);
        assertThat(rejected.history()).isEmpty();
    }

    @Test
    void makesADatabaseThatHasGone() {
        HttpStandIn server =
                server(any -> databasesMade.get() == 0 ? Answer.of(404, "database not found") : Answer.of(204, ""));
        deliver(server, Dialect.V1);

        assertThat(databasesMade).hasValue(1);
        assertThat(tally.progress().points()).isEqualTo(RECORDS);
    }

    private HttpStandIn server(Function<Asked, Answer> answers) {
        HttpStandIn server = new HttpStandIn(answers);
        servers.add(server);
        return server;
    }

    /** Has the records delivered, one request at a time, until all are done. */
    private void deliver(HttpStandIn server, Dialect dialect) {
        InfluxAccess access = new InfluxAccess(
                server.url(), "db", Optional.empty(), Optional.empty(), Optional.of("t"), Optional.of("o"));
        Delivery delivery = new Delivery(
                new InfluxDb(access, dialect),
                true,
                new BatchEncoder(Points.TRANSACTIONS, Formats.STANDARD, Compression.GZIP),
                new RefusedRecords(() -> rejected, "fintrans-ingest"),
                databasesMade::incrementAndGet,
                tally);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int offset = 0; offset < RECORDS; offset++) {
            records.add(payment(offset, "s" + offset + " t 12.50"));
        }
        records.add(payment(RECORDS, "nonsense"));
        lane.add(records, System.nanoTime());
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    delivery.step(lane);
                    return lane.doneOffset().equals(OptionalLong.of(RECORDS + 1));
                });
        assertThat(lane.isUnderWay()).isFalse();
        assertThat(lane.records()).isZero();
        assertThat(tally.progress().skipped())
                .as("records without a point, each told once")
                .isEqualTo(1);
    }

    private static ConsumerRecord<byte[], byte[]> payment(int offset, String text) {
        byte[] value = text.getBytes(UTF_8);
        return new ConsumerRecord<>(
                "Bern",
                2,
                offset,
                TIME,
                TimestampType.CREATE_TIME,
                0,
                value.length,
                null,
                value,
                new RecordHeaders().add("trace", ("t" + offset).getBytes(UTF_8)),
                Optional.empty());
    }

    private static List<String> lines(Asked asked) {
        return asked.body().lines().toList();
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
