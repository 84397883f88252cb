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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real InfluxDB that wants to know who writes. */
class IngestRightsIT {
    private static final List<String> CITIES = List.of("Bern");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PASSWORD = "s3cret-canary";

    private final TestBroker broker = TestBroker.start();
    private final TestInfluxDb influx = TestInfluxDb.start("auth-enabled = true");

    @TempDir
    private Path folder;

    @BeforeEach
    void makeTopics() {
        broker.create("Bern", 2);
        broker.create(Topics.REJECTED, 1);
        influx.query("", "CREATE USER \"admin\" WITH PASSWORD '" + PASSWORD + "' WITH ALL PRIVILEGES");
    }

    @AfterEach
    void close() {
        broker.close();
        influx.close();
    }

    @Test
    void stopsAndSaysWhyWhenInfluxDbDoesNotKnowTheUser() {
        try (KnownPayments payments = new KnownPayments(broker.address(), CITIES, 21).send(100);
                TestProcess ingest = run().start()) {
            assertThat(ingest.awaitExit(LIMIT)).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(String.join("\n", ingest.log()))
                    .contains("does not let this user make the database db")
                    .contains("does not let this user write to db")
                    .contains("--password-file");
            assertThat(Offsets.committed(broker, IngestRun.group("db"))).isZero();
            assertThat(payments.stop()).isEqualTo(100);
        }
    }

    @Test
    void writesAsTheUserOfTheFileAndTellsNobodyThePassword() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        try (KnownPayments payments = new KnownPayments(broker.address(), CITIES, 22).send(100);
                TestProcess ingest = run().with("--username", "admin", "--password-file", file.toString())
                        .start()) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(Offsets.committed(broker, IngestRun.group("db")))
                            .isEqualTo(payments.stop()));
            assertThat(ingest.stop(Duration.ofSeconds(20))).isEqualTo(ExitCode.DONE);
            assertThat(String.join("\n", ingest.log()))
                    .contains("password=[hidden]")
                    .doesNotContain(PASSWORD);
        }
    }

    private IngestRun run() {
        return new IngestRun(broker, CITIES, influx.url(), "db", Points.TRANSACTIONS);
    }
}
