package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The threshold was changed from 10000 to 20000 and the detector restarted: the proof then called 47 alerts missing and 207 extra, although
 * all was right. Now rules are records, and options that contradict them are refused.
 */
@Tag("faults")
class SettingsChangeIT {
    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    @TempDir
    private Path folder;

    @Test
    void otherSettingsThanTheRecordedRulesAreRefusedWithTheCommandThatChangesThem() {
        try (DetectorGroup detectors = new DetectorGroup(broker, "changing");
                PaymentStream payments = new PaymentStream(broker.address(), 7, 0)) {
            payments.send(150_000);
            TestProcess before = detectors.threshold("10000").start(folder.resolve("state"));
            await("the payments").atMost(Duration.ofMinutes(3)).until(() -> detectors.lag() == 0);
            Proof.of(broker, "changing", "10000", 150_000).holds();
            before.stop(Duration.ofSeconds(20));
            Proof wrong = Proof.of(broker, "changing", "20000", 150_000);
            wrong.isRefused();
            assertThat(wrong.text()).contains("--threshold and --window contradict the rules of changing");
            TestProcess refused = detectors.threshold("20000").start(folder.resolve("state"));
            assertThat(refused.awaitExit(Duration.ofMinutes(1))).isEqualTo(ExitCode.USAGE);
            assertThat(refused.log())
                    .last()
                    .asString()
                    .contains(
                            "--threshold and --window contradict the rules of changing",
                            "fintrans rules set pair-total");
            detectors.threshold("10000").start(folder.resolve("state"));
            payments.send(10_000);
            await("more payments").atMost(Duration.ofMinutes(3)).until(() -> detectors.lag() == 0);
            Proof.of(broker, "changing", "10000", 160_000).holds();
        }
    }
}
