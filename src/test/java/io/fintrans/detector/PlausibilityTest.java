package io.fintrans.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often the broker is asked how far a partition was read, and what is believed in between. */
class PlausibilityTest {
    private static final Payment PAYMENT = Payment.of(AccountId.of("a"), AccountId.of("b"), Money.usd(5));
    private static final int TASK =
            ExchangePartitioner.ownerOf(AccountId.of("a").toBytes(), 4);
    private static final int OTHER = (TASK + 1) % 4;

    private final DetectorDriver.Positions positions = new DetectorDriver.Positions();
    private final Plausibility plausibility = new Plausibility(
            new DetectorSettings(
                    List.of("London", "NYC"),
                    4,
                    TestRules.rulebook(Thresholds.of(Money.usd(1)), Duration.ofHours(1)),
                    Duration.ofMinutes(10),
                    1),
            TASK,
            positions);

    @Test
    void theBrokerIsAskedOnceForAllThatWasReadSoFar() {
        positions.set("London", OTHER, 1000);
        positions.set("NYC", OTHER, 500);
        for (int offset = 0; offset < 1000; offset++) {
            check("London", offset, offset);
            check("NYC", offset / 2, offset);
        }
        assertThat(positions.asked()).isEqualTo(1);
    }

    @Test
    void aBusyDetectorAsksTenTimesASecond() {
        for (int millis = 0; millis < 1000; millis++) {
            positions.set("London", OTHER, millis + 1);
            check("London", millis, 5_000 + millis);
        }
        assertThat(positions.asked()).isEqualTo(10);
    }

    @Test
    void whatIsFarAheadIsAskedForAtOnce() {
        positions.set("London", OTHER, 10);
        check("London", 9, 0);
        positions.set("London", OTHER, 1_000_000);
        check("London", 10 + Plausibility.AHEAD, 1);
        assertThat(positions.asked()).isEqualTo(2);
    }

    @Test
    void afterALieNothingIsBelievedUnasked() {
        positions.set("London", OTHER, 10);
        lie("London", 10, 0);
        lie("London", 10, 1);
        lie("London", 11, Plausibility.SUSPICION - 1);
        assertThat(positions.asked()).isEqualTo(3);
        positions.set("London", OTHER, 11);
        check("London", 10, Plausibility.SUSPICION);
        assertThat(positions.asked()).isEqualTo(4);
    }

    @Test
    void aPartitionThatNobodyHasReadIsAskedForEachTime() {
        lie("NYC", 0, 0);
        lie("NYC", 0, 60_001);
        assertThat(positions.asked()).isEqualTo(2);
    }

    /** Its payments were accepted by the task that read them, and are on their way. */
    @Test
    void aCityThatIsNotReadAnyMoreIsAskedForOnce() {
        positions.set("Tokyo", OTHER, 10);
        check("Tokyo", 0, 0);
        check("Tokyo", 9, 60_001);
        assertThat(positions.asked()).isEqualTo(1);
        refused("Tokyo", 10);
    }

    @Test
    void aTopicOfWhichNothingWasReadIsNoCity() {
        refused("Atlantis", 0);
        positions.set("Atlantis", TASK, 10);
        refused("Atlantis", 0);
    }

    /** The detector reads them, too. */
    @Test
    void itsOwnTopicsAreNoCities() {
        for (String own : List.of("fintrans-detector-exchange", "fintrans.by-source")) {
            positions.set(own, OTHER, 10);
            refused(own, 0);
        }
    }

    private void refused(String topic, long offset) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(topic, offset, 0))
                .withMessageContaining("no city's");
    }

    private void check(String city, long offset, long now) {
        plausibility.check(PAYMENT, new Coordinates(city, OTHER, offset), now);
    }

    private void lie(String city, long offset, long now) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(city, offset, now))
                .withMessageContaining("was not read yet");
    }
}
