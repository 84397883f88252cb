package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The volume stage is killed in the middle of its work, and every second still says what its payments add up to. */
class VolumeKillIT {
    private static final String APPLICATION = "fintrans-volume";
    private static final int PER_SECOND = 1_500;

    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    @TempDir
    private Path folder;

    @Test
    void everySecondIsRightWhenKilledThreeTimes() {
        kill(3);
    }

    @Test
    @Tag("faults")
    void everySecondIsRightWhenKilledTwentyTimes() {
        kill(20);
    }

    private void kill(int times) {
        try (DetectorGroup detectors = new DetectorGroup(broker, "beside-volume");
                DetectorGroup volumes = new DetectorGroup(broker, APPLICATION);
                PaymentStream payments = new PaymentStream(broker.address(), times, PER_SECOND).start()) {
            MidWork midWork = new MidWork(volumes);
            TestProcess volume = start();
            try {
                for (int i = 0; i < times; i++) {
                    awaitWork(volumes);
                    System.out.println("kill -9 at " + midWork.kill(volume));
                    volume = start();
                }
                awaitWork(volumes);
                detectors.start(folder.resolve("detector"));
                Proof proof = Proof.of(broker, detectors, payments.stop());
                System.out.println(proof.text());
                proof.holds();
                assertThat(proof.text()).containsPattern("volumes: [1-9][0-9]* seconds of all partitions, differing 0");
            } finally {
                volume.close();
            }
        }
    }

    private TestProcess start() {
        return TestProcess.fintrans(
                "volume",
                "--bootstrap-server",
                broker.address(),
                "--state-dir",
                folder.resolve("volume").toString());
    }

    private static void awaitWork(DetectorGroup volumes) {
        long before = volumes.read();
        await("work of the volume stage")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> volumes.read() > before + PER_SECOND);
    }
}
