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

/** Two and three instances of a detector come and go, politely or not, under load. */
class DetectorInstancesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    @TempDir
    private Path folder;

    @Test
    void countsEveryPaymentOnceWhileInstancesComeAndGo() {
        comeAndGo("classic");
    }

    @Test
    @Tag("faults")
    void countsEveryPaymentOnceWhileInstancesComeAndGoWithTheStreamsProtocol() {
        comeAndGo("streams");
    }

    private void comeAndGo(String protocol) {
        DetectorGroup detectors = new DetectorGroup(
                broker, "shared-" + protocol, "--threads", "1", "--command-property", "group.protocol=" + protocol);
        try (detectors;
                PaymentStream payments = new PaymentStream(broker.address(), 7, 1_000).start()) {
            MidWork midWork = new MidWork(detectors);
            TestProcess first = startAndAwaitTask(detectors, 1);
            TestProcess second = startAndAwaitTask(detectors, 2);
            TestProcess third = startAndAwaitTask(detectors, 3);

            System.out.println(protocol + ": kill -9 at " + midWork.kill(third));
            awaitWork(detectors);
            assertThat(second.stop(Duration.ofSeconds(10))).isZero();
            awaitWork(detectors);
            startAndAwaitTask(detectors, 4);
            System.out.println(protocol + ": kill -9 at " + midWork.kill(first));
            awaitWork(detectors);

            Proof proof = Proof.of(broker, detectors, payments.stop());
            System.out.println(proof.text());
            proof.holds();
            Logs.areQuiet(detectors);
        }
    }

    /** A new instance that has been given at least one task, and has its window. */
    private TestProcess startAndAwaitTask(DetectorGroup detectors, int number) {
        TestProcess instance = detectors.start(folder.resolve(Integer.toString(number)));
        await("a task for instance " + number).atMost(PATIENCE).until(() -> {
            if (!instance.isAlive()) {
                throw new AssertionError(String.join("\n", instance.log()));
            }
            return instance.logged("event=restored");
        });
        return instance;
    }

    /** Every task has an owner again: all that is in the topics now is read. */
    private static void awaitWork(DetectorGroup detectors) {
        var ends = detectors.written();
        await("all tasks at work").atMost(PATIENCE).until(() -> detectors.lagOf(ends) == 0);
    }
}
