package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.streams.StreamsDefaults;
import io.fintrans.streams.StreamsStage;
import io.fintrans.testing.SeveralFormat;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.volume.VolumeTopology;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records with several payments, and a detector that is killed between two payments of one. */
class SeveralPaymentsIT {
    private static final long SEED = 7;
    private static final int PER_SECOND = 3_000;
    /** Records that a detector reads before it counts as being at work. */
    private static final int WORK = 100;

    @AutoClose
    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path folder;

    @BeforeEach
    void createTopics() {
        broker.create(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS));
        broker.create(List.of(Topics.exchange("several", Topics.DEFAULT_PARTITIONS)));
    }

    @Test
    void countsEveryPaymentOfARecordOnceWhenKilledBetweenTwo() {
        try (DetectorGroup detectors = new DetectorGroup(broker, "several");
                StreamsStage volumes = volumes();
                PaymentStream payments = new PaymentStream(broker.address(), SEED, PER_SECOND)
                        .several()
                        .start()) {
            volumes.start();
            for (int i = 0; i < 3; i++) {
                TestProcess halting = detectors.startSeveral(folder.resolve("state"), true);
                assertThat(halting.awaitExit(SeveralDetector.patience()))
                        .as(String.join("\n", halting.log()))
                        .isEqualTo(137);
                assertThat(halting.logged(SeveralDetector.HALT)).isTrue();
                assertThat(detectors.openTransactions())
                        .as("what it had begun with the record's first payments")
                        .isNotEmpty();
            }
            TestProcess detector = detectors.startSeveral(folder.resolve("state"), false);
            awaitWork(detectors, 0);
            System.out.println("seed " + SEED + ": kill -9 at " + new MidWork(detectors).kill(detector));
            long read = detectors.read();
            detectors.startSeveral(folder.resolve("other"), false);
            awaitWork(detectors, read);
            prove(detectors, payments.stop());
        }
    }

    private void prove(DetectorGroup detectors, long records) {
        Proof proof = Proof.ofSeveral(broker, detectors, detectors.threshold(), records);
        System.out.println(proof.text());
        proof.holds();
        assertThat(proof.text()).contains("have nothing to count").contains("volumes: ");
        assertThat(TopicContents.read(broker.address(), List.of(Topics.ALERTS)))
                .anyMatch(alert -> alert.value() != null && new String(alert.value(), UTF_8).contains("\"index\":"));
        Proof.ofSeveral(broker, detectors, "9000", records).fails();
    }

    private static void awaitWork(DetectorGroup detectors, long alreadyRead) {
        await("work after a start, seed " + SEED)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> detectors.read() > alreadyRead + WORK);
    }

    private StreamsStage volumes() {
        List<String> cities = City.DEFAULTS.stream().map(City::name).toList();
        Map<String, Object> client = new HashMap<>(Map.of("bootstrap.servers", broker.address()));
        client.putAll(VolumeTopology.PROPERTIES);
        Clock clock = Clock.systemUTC();
        return new StreamsStage(
                VolumeTopology.build(cities, clock, new SeveralFormat()),
                StreamsDefaults.properties(VolumeTopology.DEFAULT_APPLICATION_ID, folder.resolve("volume"), 1, client),
                clock);
    }
}
