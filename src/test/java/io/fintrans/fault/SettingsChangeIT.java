package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The threshold was changed from 10000 to 20000 and the detector restarted: the proof then called 47 alerts missing and 207 extra, although
 * all was right. Now the journal says since when which settings are in force.
 */
@Tag("faults")
class SettingsChangeIT {
    private final TestBroker broker = TestBroker.start();

    @TempDir
    private Path folder;

    @BeforeEach
    void createTopics() {
        broker.create(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS));
    }

    @AfterEach
    void closeBroker() {
        broker.close();
    }

    @Test
    void whatOtherSettingsMadeIsUncheckedAndNeitherMissingNorExtra() {
        try (DetectorGroup detectors = new DetectorGroup(broker, "changing");
                PaymentStream payments = new PaymentStream(broker.address(), 7, 0)) {
            payments.send(150_000);
            TestProcess before = detectors.threshold("10000").start(folder.resolve("state"));
            await("the first half").atMost(Duration.ofMinutes(3)).until(() -> detectors.lag() == 0);
            Proof.of(broker, "changing", "10000", 150_000).holds();
            before.stop(Duration.ofSeconds(20));
            Proof wrong = Proof.of(broker, "changing", "20000", 150_000);
            wrong.fails();
            assertThat(wrong.text())
                    .contains("settings differ from those the journal names", "missing 0, extra 0")
                    .contains("names threshold 10000, window PT10M", "given threshold 20000, window PT10M");

            detectors.threshold("20000").start(folder.resolve("state"));
            payments.send(300_000);
            await("the second half").atMost(Duration.ofMinutes(3)).until(() -> detectors.lag() == 0);
            Proof proof = Proof.of(broker, detectors, 450_000);
            System.out.println(proof.text());
            proof.holds();
            assertThat(proof.text())
                    .contains("The detector's settings were changed: alerts before")
                    .containsPattern("unchecked: [1-9][0-9]* alerts? (was|were) made with other settings");
        }
    }
}
