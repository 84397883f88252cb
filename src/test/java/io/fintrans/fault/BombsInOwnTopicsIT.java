package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.HandmadeBatch;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestInfluxDb;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever may write to a topic of our own, or has found a way to, puts a record there that unpacks to more memory than any reader has. Every
 * command that reads such a topic goes on, and says or keeps what it has met.
 */
@Tag("faults")
class BombsInOwnTopicsIT {
    private static final String READY = "console ready: ";
    private static final int BOMB = 400_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String EXCHANGE = Topics.exchangeOf("fintrans-detector");
    private static final List<String> OWN = List.of(Topics.ALERTS, Topics.VOLUMES, Topics.CASES, EXCHANGE);

    private final TestBroker broker = TestBroker.start();
    private final List<TestProcess> stages = new ArrayList<>();
    private final long now = Clock.systemUTC().millis();

    @TempDir
    private Path folder;

    @BeforeEach
    void plantBombs() {
        broker.create(new Topics(City.DEFAULTS, 1));
        broker.create(EXCHANGE, 1);
        for (String topic : OWN) {
            new HandmadeBatch(now).key("k".getBytes(UTF_8)).zeros(BOMB).send(broker.address(), topic, 0);
        }
    }

    @AfterEach
    void stopAll() {
        stages.forEach(TestProcess::close);
        broker.close();
    }

    @Test
    void everyReaderGoesOn() throws IOException {
        try (TestInfluxDb influx = TestInfluxDb.start()) {
            TestProcess detector = start("detect", "--state-dir", folder("detect"), "--window", "10m");
            TestProcess volume = start("volume", "--state-dir", folder("volume"));
            TestProcess ingest = start("ingest", "--influx", influx.url(), "--database", "bombed");
            TestProcess console =
                    start("console", "--port", "0", "--data-dir", folder("console"), "--one-time-link", "approver");
            pay("a b 20000");

            await().atMost(PATIENCE).until(() -> end(Topics.ALERTS) > 1 && end(Topics.VOLUMES) > 1);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    influx.query("bombed", "SHOW MEASUREMENTS").toString())
                            .contains("volume"));
            consoleShowsTheAlertAndNamesTheForgedEvent(console);
            alertsPrintsTheOneThatIsOne();
            reconcileNamesWhatIsNoAlertAndNoVolume();
            auditVerifyNamesTheForgedEvent();
            for (TestProcess each : List.of(detector, volume, ingest, console)) {
                assertThat(each.isAlive()).as(String.join("\n", each.log())).isTrue();
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Committed.records(broker, Topics.REJECTED))
                            .as(String.join("\n", detector.log()))
                            .extracting(each -> Committed.header(each, RejectedHeaders.REASON) + " "
                                    + Committed.header(each, RejectedHeaders.TOPIC))
                            .contains("foreign " + EXCHANGE));
        }
    }

    private void consoleShowsTheAlertAndNamesTheForgedEvent(TestProcess console) throws IOException {
        await().atMost(PATIENCE).until(() -> link(console).isPresent());
        ConsoleUser user = new ConsoleUser(URI.create(link(console).orElseThrow()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                user.json("/api/v1/alerts").path("total").asInt())
                        .isEqualTo(1));
        assertThat(user.json("/api/v1/history").path("audit").toString()).contains("offset 0");
    }

    private static Optional<String> link(TestProcess console) {
        return console.out().stream()
                .filter(line -> line.startsWith(READY))
                .map(line -> line.substring(READY.length()))
                .findFirst();
    }

    private void alertsPrintsTheOneThatIsOne() {
        TestProcess alerts = start("alerts");
        assertThat(alerts.awaitExit(PATIENCE)).as(said(alerts)).isEqualTo(ExitCode.DONE);
        assertThat(String.join("\n", alerts.out())).contains("20000");
        assertThat(said(alerts)).contains(Topics.ALERTS + "-0-0");
    }

    private void reconcileNamesWhatIsNoAlertAndNoVolume() {
        TestProcess reconcile = start("reconcile", "--window", "10m");
        assertThat(reconcile.awaitExit(PATIENCE)).as(said(reconcile)).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(said(reconcile)).contains(Topics.VOLUMES + "-0-0").contains("alert k");
    }

    private void auditVerifyNamesTheForgedEvent() {
        TestProcess audit = start(
                "audit",
                "verify",
                "--trusted-keys",
                folder.resolve("console/audit-key.pub").toString());
        assertThat(audit.awaitExit(PATIENCE)).as(said(audit)).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(said(audit)).contains("offset 0");
    }

    private long end(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = broker.admin()) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pay(String payment) {
        new HandmadeBatch(now).record(payment.getBytes(UTF_8)).send(broker.address(), "London", 0);
    }

    private String folder(String name) {
        return folder.resolve(name).toString();
    }

    private static String said(TestProcess process) {
        return String.join("\n", process.out()) + "\n" + String.join("\n", process.log());
    }

    private TestProcess start(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--bootstrap-server", broker.address()));
        TestProcess process =
                TestProcess.java(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), arguments);
        stages.add(process);
        return process;
    }
}
