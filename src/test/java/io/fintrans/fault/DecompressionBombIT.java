package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.HandmadeBatch;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedHeaders;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One record of 400 MB of zeros takes 12 KB on the broker's disk. Detector, volume stage and reconcile, all with less memory than that,
 * died of it at once and at every restart. Now each is rejected as too large, in the middle of traffic, also when the detector is killed
 * meanwhile.
 */
class DecompressionBombIT {
    private static final int BOMB = 400_000_000;
    private static final int PER_SECOND = 500;

    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    private final List<String> bombs = new ArrayList<>();
    private long payments;

    @TempDir
    private Path folder;

    @Test
    void nobodyDiesOfItAndNothingAroundItIsLost() {
        survive("classic");
    }

    @Test
    @Tag("faults")
    void nobodyDiesOfItAndNothingAroundItIsLostWithTheStreamsProtocol() {
        survive("streams");
    }

    private void survive(String protocol) {
        String property = "group.protocol=" + protocol;
        try (DetectorGroup detectors = new DetectorGroup(broker, "bombed", "--command-property", property);
                PaymentStream stream = new PaymentStream(broker.address(), 7, PER_SECOND).start();
                TestProcess volume = start(
                        "volume",
                        "--command-property",
                        property,
                        "--state-dir",
                        folder.resolve("volume").toString())) {
            TestProcess first = detectors.start(folder.resolve("state"));
            awaitWork(detectors);
            bomb("London", 1);
            bomb("London", 1);
            bomb("Tokyo", 0);
            awaitRejected(3);
            first.kill();
            bomb("London", 3);
            TestProcess second = detectors.start(folder.resolve("state"));
            awaitRejected(4);
            awaitWork(detectors);

            Proof proof = Proof.of(broker, detectors, stream.stop() + payments + bombs.size());
            System.out.println(proof.text());
            proof.holds();
            assertThat(second.isAlive()).as(String.join("\n", second.log())).isTrue();
            assertThat(volume.isAlive()).as(String.join("\n", volume.log())).isTrue();
            assertThat(first.logged("event=reading-carefully"))
                    .as("the bomb was one")
                    .isTrue();
            assertThat(volume.logged("event=reading-carefully")).isTrue();
            assertThat(rejected()).containsExactlyInAnyOrderElementsOf(bombs);
            reconcilesInLittleMemory(detectors);
            Logs.areQuiet(detectors);
        }
    }

    private void reconcilesInLittleMemory(DetectorGroup detectors) {
        try (TestProcess reconcile = start(
                "reconcile",
                "--application-id",
                detectors.applicationId(),
                "--threshold",
                detectors.threshold(),
                "--window",
                PaymentStream.WINDOW.toMinutes() + "m")) {
            int code = reconcile.awaitExit(Duration.ofMinutes(2));
            String said = String.join("\n", reconcile.out()) + String.join("\n", reconcile.log());
            assertThat(code).as(said).isEqualTo(ExitCode.DONE);
            assertThat(said).contains("volumes: ").contains("event=reading-carefully");
        }
    }

    private TestProcess start(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--bootstrap-server", broker.address()));
        arguments.addAll(List.of(more));
        return TestProcess.fintrans(arguments.toArray(String[]::new));
    }

    /** Sends one between two payments of its batch; all as old as the payments around it. */
    private void bomb(String city, int partition) {
        long time = Clock.systemUTC().millis() - Duration.ofDays(2).toMillis();
        long at = new HandmadeBatch(time)
                .record("bomber a 20000".getBytes(UTF_8))
                .zeros(BOMB)
                .record("bomber b 7".getBytes(UTF_8))
                .send(broker.address(), city, partition);
        payments += 2;
        bombs.add("too-large " + BOMB + " " + city + "-" + partition + "-" + (at + 1));
    }

    private List<String> rejected() {
        return Committed.records(broker, Topics.REJECTED).stream()
                .map(each -> String.join(
                                " ",
                                Committed.header(each, RejectedHeaders.REASON),
                                Committed.header(each, RejectedHeaders.SIZE),
                                Committed.header(each, RejectedHeaders.TOPIC))
                        + "-" + Committed.header(each, RejectedHeaders.PARTITION) + "-"
                        + Committed.header(each, RejectedHeaders.OFFSET))
                .toList();
    }

    private void awaitRejected(int count) {
        await("bombs in the topic of rejected records")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(rejected()).hasSize(count));
    }

    private static void awaitWork(DetectorGroup detectors) {
        long before = detectors.read();
        await("work of the detector")
                .atMost(Duration.ofSeconds(60))
                .until(() -> detectors.read() > before + PER_SECOND);
    }
}
