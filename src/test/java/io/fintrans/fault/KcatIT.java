package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that is not Java, and knows nothing of keys, writes what the original demo's generator wrote. */
class KcatIT {
    private static final String ORIGINAL_LINE = "POTENTIAL MONEY LAUNDERING: 516 -> 482 totalling 8644 now";
    private static final int PAYMENTS = 300;

    @AutoClose
    private final TestBroker broker = TestBroker.start();

    private final SplittableRandom random = new SplittableRandom(11);

    @TempDir
    private Path folder;

    @BeforeEach
    void createTopics() {
        assumeTrue(Kcat.isInstalled(), "kcat is not installed; ./verify installs it (Debian: apt-get install kcat)");
        broker.create(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS));
    }

    @Test
    void findsThePairThatPassesTheThresholdOverThreeCities() {
        try (DetectorGroup detectors = new DetectorGroup(broker, "kcat").threshold("8000")) {
            TestProcess detector = detectors.start(folder.resolve("state"));
            produce("London", "516 482 5000");
            produce("NYC", "516 482 3000");
            produce("SF", "516 482 644");
            produce("Moscow", "516 483 8000");
            produce("Tokyo", "396 465 6789");

            Proof proof = Proof.of(broker, detectors, 5L * PAYMENTS + 5);
            proof.holds();

            assertThat(proof.text()).contains("expected 1, found 1, missing 0, extra 0");
            assertThat(detector.out()).containsExactly(ORIGINAL_LINE);
            assertThat(alerts()).containsExactly(ORIGINAL_LINE);
            Logs.areQuiet(detectors);
        }
    }

    /** One line, in the middle of many between other accounts of which no pair comes twice. */
    private void produce(String city, String line) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < PAYMENTS; i++) {
            lines.add((600 + i) + " " + city.length() + " " + random.nextInt(1, 1_000));
        }
        lines.add(PAYMENTS / 2, line);
        Kcat.produce(broker.address(), city, (String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    private List<String> alerts() {
        try (TestProcess alerts = TestProcess.fintrans("alerts", "--bootstrap-server", broker.address())) {
            assertThat(alerts.awaitExit(Duration.ofSeconds(30)))
                    .as(String.join("\n", alerts.log()))
                    .isEqualTo(ExitCode.DONE);
            return alerts.out();
        }
    }
}
