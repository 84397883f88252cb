package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.alert.Alert;
import io.fintrans.format.TextFormat;
import io.fintrans.reconcile.ReconcileSettings;
import io.fintrans.reconcile.Reconciliation;
import io.fintrans.reconcile.report.Report;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.City;
import io.fintrans.volume.VolumeTopology;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of pairs are over a lowered limit and pay no more; the detector is killed when it has looked at some of them, and not at the others. */
class LookKillIT {
    private static final int PAIRS = 6000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> CITIES =
            City.DEFAULTS.stream().map(City::name).toList();

    @AutoClose
    private final TestBroker broker = TestBroker.start();

    private final Instant from =
            Instant.ofEpochMilli(Instant.now().minusSeconds(3600).toEpochMilli());

    @TempDir
    private Path folder;

    @Test
    void looksAtEveryPairOnceWhenKilledInTheMiddle() {
        broker.create(new Topics(City.DEFAULTS, 1));
        broker.create(List.of(Topics.exchange(LookingDetector.APPLICATION, 1)));
        try (RawProducer producer = new RawProducer(broker.address())) {
            for (int i = 0; i < 2 * PAIRS; i++) {
                pay(producer, CITIES.get(0), "a" + i % PAIRS, from.minusMillis(2 * PAIRS - i));
            }
            try (TestProcess detector = start(PAIRS * 3 / 4)) {
                pay(producer, CITIES.get(0), "b", from.plusSeconds(2));
                assertThat(detector.awaitExit(PATIENCE))
                        .as("%s", detector.log())
                        .isEqualTo(137);
            }
            int before = AlertLoss.read(broker).size();
            System.out.println(
                    "killed at alert " + PAIRS * 3 / 4 + " of " + PAIRS + ", when " + before + " were committed");
            assertThat(before).isBetween(1, PAIRS - 1);
            try (TestProcess detector = start(0)) {
                for (int i = 0; i < 20; i++) {
                    pay(producer, CITIES.get(0), "c" + i, from.plusSeconds(3));
                }
                await("all pairs to be looked at")
                        .atMost(PATIENCE)
                        .until(() -> AlertLoss.read(broker).size() >= PAIRS);
                assertThat(detector.isAlive()).isTrue();
                Report report = reconcile();
                assertThat(report.ok()).as("%s", report.examples()).isTrue();
                assertThat(report.uncheckedTotal()).isZero();
                assertThat(report.alerts().expected()).isEqualTo(PAIRS);
            }
            List<Alert> alerts = AlertLoss.read(broker);
            assertThat(alerts.size()).as("each is said once").isEqualTo(PAIRS);
            assertThat(alerts).extracting(alert -> alert.id().toString()).doesNotHaveDuplicates();
            AlertLoss.dropOne(broker);
            assertThat(reconcile().ok())
                    .as("the proof misses an alert of a look")
                    .isFalse();
        }
    }

    private TestProcess start(int alerts) {
        return TestProcess.of(
                LookingDetector.class,
                broker.address(),
                folder.toString(),
                Long.toString(from.toEpochMilli()),
                Integer.toString(alerts));
    }

    private static void pay(RawProducer producer, String city, String source, Instant at) {
        producer.send(
                city,
                at.toEpochMilli(),
                source.getBytes(UTF_8),
                (source + " z 60").getBytes(UTF_8),
                new RecordHeaders());
    }

    private Report reconcile() {
        ReconcileSettings settings = new ReconcileSettings(
                CITIES,
                LookingDetector.APPLICATION,
                VolumeTopology.DEFAULT_APPLICATION_ID,
                Application.NETWORK,
                LookingDetector.rules(from),
                LookingDetector.LATENESS,
                new TextFormat(),
                true,
                PATIENCE);
        try (Reconciliation reconciliation = new Reconciliation(
                Map.of("bootstrap.servers", broker.address()), settings, Clock.systemUTC(), progress -> {})) {
            return reconciliation.run();
        }
    }
}
