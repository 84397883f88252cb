package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Duration;

/** Kafka is killed with {@code kill -9} under a generator and a detector, and comes back. */
final class Outage {
    private static final int RATE = 1_000;

    private final TestBroker broker;
    private final Path folder;

    Outage(TestBroker broker, Path folder) {
        this.broker = broker;
        this.folder = folder;
    }

    /** Nobody helps generator and detector; in the end everything that was acknowledged is counted once. */
    void last(Duration outage) {
        broker.create(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS));
        long payments = (40 + outage.toSeconds()) * RATE;
        try (DetectorGroup detectors = new DetectorGroup(broker, "outage");
                TestProcess generator = generator(payments)) {
            TestProcess detector = detectors.start(folder.resolve("state"));
            await("work under way").atMost(Duration.ofSeconds(60)).until(() -> detectors.read() > 3 * RATE);
            await("a moment at work")
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            detectors.lag() > 0 && !detectors.openTransactions().isEmpty());
            assertThat(generator.isAlive()).as("the generator at work").isTrue();

            broker.kill();
            await().pollDelay(outage).atMost(outage.plusSeconds(10)).until(() -> true);
            long began = System.nanoTime();
            broker.restart();
            long read = detectors.read();
            await("work after the outage").atMost(Duration.ofSeconds(60)).until(() -> detectors.read() > read);
            System.out.println("ms from the broker's start to work: " + (System.nanoTime() - began) / 1_000_000);

            assertThat(generator.awaitExit(Duration.ofMinutes(3)))
                    .as(String.join("\n", generator.log()))
                    .isEqualTo(ExitCode.DONE);
            Proof proof = Proof.of(broker, detectors, payments);
            System.out.println(proof.text());
            System.out.println(String.join("\n", detector.log()));
            proof.holds();
            assertThat(detector.isAlive()).isTrue();
            assertThat(detectors.started()).hasSize(1);
        }
    }

    private TestProcess generator(long payments) {
        return TestProcess.fintrans(
                "generate",
                "--bootstrap-server",
                broker.address(),
                "--rate",
                Integer.toString(RATE),
                "--count",
                Long.toString(payments),
                "--seed",
                "6",
                "--accounts",
                "300",
                "--laundering",
                "0.02",
                "--span",
                "10s");
    }
}
