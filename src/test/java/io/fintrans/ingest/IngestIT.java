package io.fintrans.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.ingest.point.Points;
import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestInfluxDb;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments in InfluxDB: all of them, each once, whatever happens to InfluxDB or on the way to it. */
class IngestIT {
    private static final List<String> CITIES = List.of("Bern", "Oslo");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TestBroker broker = TestBroker.start();
    private final TestInfluxDb influx = TestInfluxDb.start();

    @BeforeEach
    void makeTopics() {
        CITIES.forEach(city -> broker.create(city, 3));
        broker.create(Topics.REJECTED, 1);
    }

    @AfterEach
    void close() {
        broker.close();
        influx.close();
    }

    @Test
    void writesEveryPaymentAsAPoint() {
        try (KnownPayments payments = new KnownPayments(broker.address(), CITIES, 1).send(20_000);
                TestProcess ingest = start(influx.url(), Points.TRANSACTIONS)) {
            Set<String> expected = ExpectedPoints.transactions(broker, CITIES);
            awaitPoints(expected.size());

            assertThat(FoundPoints.transactions(influx, "db")).isEqualTo(expected);
            assertThat(FoundPoints.measurements(influx, "db")).containsExactly("transaction");
            assertThat(ingest.stop(Duration.ofSeconds(20))).isEqualTo(ExitCode.DONE);
            assertThat(String.join("\n", ingest.log()))
                    .contains(String.format("%,d points", expected.size()), "0 records behind");
            assertThat(Offsets.committed(broker, IngestRun.group("db"))).isEqualTo(payments.stop());
        }
    }

    @Test
    void makesTheDatabaseWithItsRetention() {
        try (TestProcess ingest = new IngestRun(broker, CITIES, influx.url(), "it's \"mine\"", Points.TRANSACTIONS)
                .with("--retention", "2h")
                .start()) {
            await().atMost(LIMIT).until(() -> ingest.logged("event=ingesting"));

            assertThat(influx.query("", "SHOW RETENTION POLICIES ON \"it's \\\"mine\\\"\"")
                            .at("/results/0/series/0/values/0")
                            .toString())
                    .startsWith("[\"fintrans\",\"2h0m0s\",\"1h0m0s\",1,true");
        }
    }

    @Test
    void writesTheFirstDemosLayout() {
        try (KnownPayments payments = new KnownPayments(broker.address(), CITIES, 2).send(5_000);
                TestProcess ingest = start(influx.url(), Points.ORIGINAL)) {
            List<String> expected = ExpectedPoints.original(broker, CITIES);
            await().atMost(LIMIT)
                    .until(() -> FoundPoints.count(influx, "db", "Bern", "amount")
                                    + FoundPoints.count(influx, "db", "Oslo", "amount")
                            == expected.size());

            assertThat(FoundPoints.original(influx, "db", CITIES)).isEqualTo(expected);
            assertThat(ingest.logged("Warning: --points original")).isTrue();
            assertThat(payments.stop()).isGreaterThan(expected.size());
        }
    }

    @Test
    void losesAndDoublesNothingWhenInfluxDbIsKilledUnderLoad() {
        try (KnownPayments payments = new KnownPayments(broker.address(), CITIES, 3).start(2_000);
                TestProcess ingest = start(influx.url(), Points.TRANSACTIONS)) {
            awaitAtLeast(4_000);
            for (int i = 0; i < 3; i++) {
                influx.kill9();
                await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
                influx.restart();
                awaitAtLeast(FoundPoints.count(influx, "db", "transaction", "amount") + 2_000);
            }
            payments.stop();
            Set<String> expected = ExpectedPoints.transactions(broker, CITIES);
            try {
                awaitPoints(expected.size());
            } catch (ConditionTimeoutException e) {
                throw new AssertionError(String.join("\n", ingest.log()), e);
            }

            assertThat(FoundPoints.transactions(influx, "db")).isEqualTo(expected);
            assertThat(ingest.logged("event=influxdb-away")).isTrue();
            assertThat(ingest.logged("event=influxdb-back")).isTrue();
            assertThat(ingest.isAlive()).isTrue();
        }
    }

    @Test
    void writesAgainOverItselfWhenTheAnswerIsCutOff() throws IOException {
        try (CuttingProxy proxy = new CuttingProxy(influx.port(), 3);
                KnownPayments payments = new KnownPayments(broker.address(), CITIES, 4).start(2_000);
                TestProcess ingest = start(proxy.url(), Points.TRANSACTIONS)) {
            await("answers cut off").atMost(LIMIT).until(() -> proxy.cuts() >= 10);
            payments.stop();
            Set<String> expected = ExpectedPoints.transactions(broker, CITIES);
            awaitPoints(expected.size());

            assertThat(FoundPoints.transactions(influx, "db")).isEqualTo(expected);
            assertThat(ingest.isAlive()).isTrue();
            System.out.println(proxy.cuts() + " answers cut off, " + expected.size() + " points");
        }
    }

    @Test
    void countsWhatInfluxDbNoLongerKeepsAndGoesOn() {
        influx.query("", "CREATE DATABASE \"db\" WITH DURATION 1h REPLICATION 1 SHARD DURATION 1h NAME \"short\"");
        try (KnownPayments payments = new KnownPayments(broker.address(), CITIES, 5);
                TestProcess ingest = start(influx.url(), Points.TRANSACTIONS)) {
            OldPayments.send(broker, CITIES.get(0), 100, Duration.ofHours(5));
            payments.send(1_000);
            awaitPoints(ExpectedPoints.transactions(broker, CITIES).size() - 100);
            // The points are there before InfluxDB has answered.
            await("all is committed")
                    .atMost(LIMIT)
                    .until(() -> Offsets.committed(broker, IngestRun.group("db")) == 1_100);

            assertThat(ingest.stop(Duration.ofSeconds(20))).isEqualTo(ExitCode.DONE);
            assertThat(String.join("\n", ingest.log())).contains("100 expired", " 0 refused");
        }
    }

    private TestProcess start(String url, Points points) {
        return new IngestRun(broker, CITIES, url, "db", points).start();
    }

    private void awaitAtLeast(long points) {
        await("points")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> FoundPoints.count(influx, "db", "transaction", "amount") >= points);
    }

    private void awaitPoints(long points) {
        await("all points")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(FoundPoints.count(influx, "db", "transaction", "amount"))
                        .isEqualTo(points));
    }
}
