package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.alert.AlertJson;
import io.fintrans.testing.HandmadeBatch;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A detector stood still while it read carefully past a record that is too large, for so long that its group gave its partitions away. The
 * reading counted as in vain, so that the process died of the same record; or the partition went on where the reading had come to, not
 * where the group had. Once it went on, the pair's newest alert was never revised.
 */
class FencedCarefulPassIT {
    private static final int BOMB = 400_000_000;

    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostAndTheAlertIsRevised() throws Exception {
        try (DetectorGroup detectors = new DetectorGroup(
                        broker,
                        "fenced",
                        "--command-property",
                        "session.timeout.ms=6000",
                        "--command-property",
                        "heartbeat.interval.ms=1500");
                Admin admin = broker.admin()) {
            TestProcess detector = detectors.start(folder.resolve("state"));
            await("partitions of the detector")
                    .ignoreExceptions()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> members(admin, detectors.applicationId()) > 0);
            standsStillWhileItReadsCarefully(detector);
            pay(5);
            new HandmadeBatch(Clock.systemUTC().millis()).zeros(BOMB).send(broker.address(), "London", 0);
            pay(5);
            await("the group gives its partitions away")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> detector.logged("event=reading-carefully")
                            && members(admin, detectors.applicationId()) == 0);
            detector.resume();
            await("the newest alert tells all payments")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Committed.records(broker, Topics.ALERTS).stream()
                            .map(each -> AlertJson.read(each.value()))
                            .anyMatch(alert -> alert.total().equals(Money.usd(4_000_000))));
            assertThat(detector.isAlive()).isTrue();
            assertThat(detector.log()).noneMatch(line -> line.contains("TaskMigratedException"));
            Proof.of(broker, detectors, 11).holds();
        }
    }

    /** From the first line that says so until it is told to go on. */
    private static void standsStillWhileItReadsCarefully(TestProcess detector) {
        var pausing = new Object() {
            boolean done;
        };
        detector.onLog(line -> {
            if (!pausing.done && line.contains("event=reading-carefully")) {
                pausing.done = true;
                detector.pause();
            }
        });
    }

    private static long members(Admin admin, String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                .mapToLong(each -> each.members().size())
                .sum();
    }

    private void pay(int times) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < times; i++) {
                producer.send(new ProducerRecord<>("London", 0, null, "payer payee 4000".getBytes(UTF_8)))
                        .get();
            }
        }
    }
}
