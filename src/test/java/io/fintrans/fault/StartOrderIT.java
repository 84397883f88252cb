package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.alert.Alert;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The detector comes first, Kafka later, the topics last; and it goes when it is told to. */
@Tag("faults")
class StartOrderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(10);

    @AutoClose
    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path folder;

    @Test
    void waitsForKafkaAndThenForTheTopics() {
        try (DetectorGroup detectors = new DetectorGroup(broker, "first")) {
            broker.stop();
            TestProcess detector = detectors.start(folder.resolve("state"));
            awaitLog(detector, "event=waiting for=\"Kafka at " + broker.address());
            broker.restart();
            awaitLog(detector, "event=waiting for=\"topic ");
            broker.create(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS));
            try (PaymentStream payments = new PaymentStream(broker.address(), 4, 0)) {
                payments.send(20_000);
                Proof proof = Proof.of(broker, detectors, payments.acknowledged());
                proof.holds();
            }
            assertThat(detector.isAlive()).isTrue();
            Logs.areQuiet(detectors);
        }
    }

    @Test
    void endsWhenToldToWhileItStillWaits() {
        try (DetectorGroup detectors = new DetectorGroup(broker, "waiting")) {
            broker.stop();
            TestProcess detector = detectors.start(folder.resolve("state"));
            awaitLog(detector, "event=waiting");

            assertThat(detector.stop(STOP)).isZero();
        }
    }

    /** A clean stop undoes nothing: what two runs print together is what the topic holds, once each. */
    @Test
    void endsCleanlyUnderLoad() {
        broker.create(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS));
        try (DetectorGroup detectors = new DetectorGroup(broker, "stopped");
                PaymentStream payments = new PaymentStream(broker.address(), 5, 1_000).start()) {
            for (int run = 0; run < 3; run++) {
                TestProcess detector = detectors.start(folder.resolve("state"));
                long read = detectors.read();
                await("work").atMost(PATIENCE).until(() -> detectors.read() > read + 2_000 && detectors.lag() > 0);
                assertThat(detector.stop(STOP)).isZero();
                assertThat(detectors.openTransactions()).isEmpty();
            }
            detectors.start(folder.resolve("state"));
            Proof proof = Proof.of(broker, detectors, payments.stop());
            proof.holds();
            Logs.areQuiet(detectors);
            List<String> printed = new ArrayList<>();
            detectors.started().forEach(process -> printed.addAll(process.out()));
            assertThat(printed)
                    .containsExactlyInAnyOrderElementsOf(AlertLoss.read(broker).stream()
                            .filter(alert -> !alert.revised())
                            .map(Alert::line)
                            .toList());
        }
    }

    private static void awaitLog(TestProcess process, String text) {
        await(text).atMost(PATIENCE).until(() -> process.logged(text));
    }
}
