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

/** The lid is closed and opened: a detector stands still, in the middle of a transaction, for longer and longer. */
@Tag("faults")
class PauseFaultIT {
    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    @TempDir
    private Path folder;

    /** Below, above, and far above the session's and the transaction's timeout, which are 10 s. */
    @Test
    void goesOnByItselfAfterAPause() {
        try (DetectorGroup detectors = new DetectorGroup(broker, "paused");
                PaymentStream payments = new PaymentStream(broker.address(), 8, 1_000).start()) {
            TestProcess detector = detectors.start(folder.resolve("alone"));
            MidWork midWork = new MidWork(detectors);
            for (int seconds : new int[] {5, 15, 40}) {
                System.out.println("pause of " + seconds + " s at " + midWork.freeze(detector));
                pause(seconds);
                detector.resume();
                awaitCaughtUp(detectors, detector);
            }
            check(detectors, payments);
        }
    }

    /** Another instance has taken over; what the first one still wants to say must not be heard. */
    @Test
    void isFencedWhenAnotherHasTakenOver() {
        try (DetectorGroup detectors = new DetectorGroup(broker, "fenced");
                PaymentStream payments = new PaymentStream(broker.address(), 9, 1_000).start()) {
            TestProcess zombie = detectors.start(folder.resolve("zombie"));
            MidWork midWork = new MidWork(detectors);
            System.out.println("pause at " + midWork.freeze(zombie));
            TestProcess heir = detectors.start(folder.resolve("heir"));
            awaitCaughtUp(detectors, heir);

            zombie.resume();

            awaitCaughtUp(detectors, heir);
            assertThat(zombie.isAlive()).isTrue();
            check(detectors, payments);
        }
    }

    private void check(DetectorGroup detectors, PaymentStream payments) {
        Proof proof = Proof.of(broker, detectors, payments.stop());
        System.out.println(proof.text());
        detectors.started().forEach(process -> System.out.println(String.join("\n", process.log())));
        proof.holds();
        Logs.nameNoAccount(detectors);
    }

    private static void awaitCaughtUp(DetectorGroup detectors, TestProcess process) {
        var ends = detectors.written();
        await("catching up").atMost(Duration.ofSeconds(90)).until(() -> detectors.lagOf(ends) == 0);
        assertThat(process.isAlive()).isTrue();
    }

    private static void pause(int seconds) {
        await().pollDelay(Duration.ofSeconds(seconds))
                .atMost(Duration.ofSeconds(seconds + 10))
                .until(() -> true);
    }
}
