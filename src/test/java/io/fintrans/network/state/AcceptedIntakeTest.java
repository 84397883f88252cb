package io.fintrans.network.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.accepted.TestAccepted;
import io.fintrans.network.graph.GraphSettings;
import io.fintrans.topic.admin.WindowJournal;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Form.NewerFormException;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which accepted payments are handed on, and when. */
class AcceptedIntakeTest {
    private static final String DETECTOR = "fintrans-detector";
    private static final long NOON = 1_800_000_000_000L;
    private static final long MINUTE = 60_000;

    private final List<String> taken = new ArrayList<>();
    private final AcceptedIntake intake =
            new AcceptedIntake(DETECTOR, GraphSettings.LATENESS, payment -> taken.add(text(payment)));
    private final TestAccepted first = new TestAccepted(DETECTOR, 0);
    private final TestAccepted second = new TestAccepted(DETECTOR, 1);

    private static String text(CountedPayment payment) {
        return payment.source() + " " + payment.target() + " " + payment.amount() + " "
                + (payment.time() - NOON) / MINUTE + " " + payment.topic() + " " + payment.partition();
    }

    private static void add(TestAccepted writer, long minute, long offset, boolean marked) {
        Payment payment = Payment.of(AccountId.of("a"), AccountId.of("b"), Money.usd(offset));
        writer.add(payment, NOON + minute * MINUTE, "London", 0, offset, marked, 1, 1);
    }

    private boolean take(TestAccepted writer, long watermark) {
        return intake.take(writer.take(2, NOON + watermark * MINUTE));
    }

    @Test
    void handsOnAPaymentWhenAllTasksAreNear() {
        add(first, 0, 1, false);
        add(first, 10, 2, false);
        assertThat(take(first, 10)).isTrue();
        assertThat(taken).as("one task has said nothing").isEmpty();
        assertThat(intake.bytes()).isPositive();

        take(second, 0);
        assertThat(taken).containsExactly("a b 1 0 London 0");

        add(second, 9, 7, false);
        take(second, 7);
        assertThat(taken).as("within two minutes").containsExactly("a b 1 0 London 0", "a b 7 9 London 0");

        take(second, 8);
        assertThat(taken).endsWith("a b 2 10 London 0").hasSize(3);
        assertThat(intake.bytes()).isZero();
        assertThat(intake.watermark()).isEqualTo(NOON + 8 * MINUTE);
    }

    @Test
    void leavesOutAndCountsWhatIsNotWanted() {
        take(second, 60);
        add(first, 60, 5, false);
        add(first, 61, 6, true);
        take(first, 60);
        add(first, 60, 5, false);
        take(first, 60);
        add(first, 47, 8, false);
        add(first, 48, 9, false);
        take(first, 60);
        TestAccepted other = new TestAccepted("another", 0);
        add(other, 60, 1, false);

        assertThat(intake.take(other.take(1, NOON))).isFalse();
        assertThat(intake.take(new byte[] {1, 2, 3})).isFalse();
        assertThat(intake.take(null)).isFalse();
        assertThat(intake.take(new byte[NetworkJournal.LARGEST + 1])).isFalse();
        assertThat(taken).containsExactly("a b 5 60 London 0", "a b 9 48 London 0");
        assertThat(intake.counts()).isEqualTo(new IntakeCounts(2, 1, 1, 1, 1, 3));
        assertThat(intake.counts().leftOut()).isEqualTo(7);
    }

    @Test
    void stopsAtWhatANewerVersionWrote() {
        byte[] newer = first.take(2, AcceptedWriter.NO_WATERMARK);
        newer[0] = 9;
        assertThatThrownBy(() -> intake.take(newer)).isInstanceOf(NewerFormException.class);
    }

    /** So that nothing that a detector may count unmarked is too late for the graph. */
    /** A stranger's noise looks like a newer form: it stopped the stage for good. */
    @Test
    void passesOverNoiseThatLooksLikeANewerForm() {
        byte[] noise = "p/QW8 no record of ours".getBytes(UTF_8);
        assertThat(intake.take(noise)).isFalse();
        assertThat(intake.take(new byte[] {9})).isFalse();
        assertThat(intake.take(new byte[] {9, 17, 'f', 'i'})).isFalse();
        assertThat(intake.take(new byte[] {9, -1, -1, -1, -1, -1, -1, -1})).isFalse();
    }

    @Test
    void holdsPaymentsNoLongerThanTheGraphAllows() {
        assertThat(AcceptedIntake.SLACK.plus(WindowJournal.LATENESS)).isEqualTo(GraphSettings.LATENESS);
        // As detector.state.AcceptedFeed tells of itself.
        assertThat(AcceptedIntake.SLACK)
                .isGreaterThan(WindowJournal.LATENESS.dividedBy(8).plus(Duration.ofSeconds(30)));
    }
}
