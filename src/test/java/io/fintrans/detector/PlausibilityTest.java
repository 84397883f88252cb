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
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.junit.jupiter.api.Test;

/** How often the broker is asked how far a partition was read, and what is believed in between. */
class PlausibilityTest {
    private static final Payment PAYMENT = Payment.of(AccountId.of("a"), AccountId.of("b"), Money.usd(5));
    private static final int TASK =
            ExchangePartitioner.ownerOf(AccountId.of("a").toBytes(), 4);
    private static final int OTHER = (TASK + 1) % 4;

    private long records;
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
    void aPartitionThatNobodyHasReadIsAskedForEachTimeThatTheTaskReadsOn() {
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
        lie("Tokyo", 10, 60_002);
    }

    @Test
    void ofATopicOfWhichNothingWasReadNothingIsKnown() {
        assertThat(isKnown("Atlantis", OTHER, 0)).isFalse();
        positions.set("Atlantis", TASK, 10);
        assertThat(isKnown("Atlantis", OTHER, 0)).isFalse();
    }

    /** The detector reads them, too. */
    @Test
    void itsOwnTopicsAreNoCities() {
        for (String own : List.of("fintrans-detector-exchange", "fintrans.by-source")) {
            positions.set(own, OTHER, 10);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> check(own, 0, 0))
                    .withMessageContaining("no city's");
        }
    }

    /** Each was a question, and a task that waits for answers handles nothing. */
    @Test
    void oneQuestionAnswersAllThatIsThereAlready() {
        positions.set("London", OTHER, 10);
        positions.end(100_000);
        for (int i = 0; i < 100_000; i += 4) {
            assertThat(isKnown("Atlantis" + i, OTHER, 0)).isFalse();
            lie("London", 1_000_000 + i, 0);
            int partition = 1000 + i;
            assertThatIllegalArgumentException().isThrownBy(() -> isKnown("NYC", partition, 0));
            check("London", i % 10, 0);
        }
        assertThat(positions.asked()).isEqualTo(1);
    }

    /** What came after the question may be of payments that were read after it. */
    @Test
    void whatCameAfterTheQuestionIsAskedForAnew() {
        positions.set("London", OTHER, 10);
        positions.end(3);
        lie("London", 10, 0);
        lie("London", 10, 0);
        lie("London", 10, 0);
        positions.set("London", OTHER, 11);
        check("London", 10, 0);
        assertThat(positions.asked()).isEqualTo(3);
    }

    private void check(String city, long offset, long now) {
        assertThat(isKnown(city, OTHER, offset, now)).isTrue();
    }

    private boolean isKnown(String city, int partition, long offset) {
        return isKnown(city, partition, offset, 0);
    }

    /** Each record is the next one that the task reads. */
    private boolean isKnown(String city, int partition, long offset, long now) {
        RecordMetadata at = new ProcessorRecordContext(0, records++, TASK, "exchange", new RecordHeaders());
        return plausibility.isKnown(PAYMENT, new Coordinates(city, partition, offset), at, now);
    }

    private void lie(String city, long offset, long now) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(city, offset, now))
                .withMessageContaining("was not read yet");
    }
}
