package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.alert;
import static io.fintrans.reconcile.AuditedPair.openedBy;
import static io.fintrans.reconcile.AuditedPair.whys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.accepted.TestAccepted;
import io.fintrans.alert.Edge;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Payment;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A city was taken out of {@code --cities}, and then its topic was deleted, while what the detector has found rests on its payments. Alerts were
 * called wrong since their evidence "does not exist", and others missing that an episode made needless.
 */
class FormerCityAuditTest {
    private final TopicsInMemory topics = new TopicsInMemory();
    private final TestAccepted accepted = new TestAccepted(Application.DEFAULT, 0);
    private int count;
    private long sum;

    private Edge paid(String city, long time, long dollars) {
        return AuditedPair.paid(topics, city, time, dollars);
    }

    private Report lost() {
        topics.lose("Tokyo");
        return topics.audit();
    }

    private void accept(Edge tokyo, long watermark) {
        accepted.add(
                Payment.of(AuditedPair.SOURCE, AuditedPair.TARGET, tokyo.amount()),
                tokyo.time().toEpochMilli(),
                "Tokyo",
                0,
                tokyo.coordinates().offset(),
                false,
                ++count,
                sum += tokyo.amount().minorUnits());
        topics.accepted(AcceptedWriter.key(0), accepted.take(1, watermark));
    }

    @Test
    void leavesUncheckedWhatRestsOnItsPayments() {
        Edge first = paid("London", 5000, 60);
        Edge second = paid("Tokyo", 5500, 70);
        topics.alert(alert(5500, null, first, second));

        Report report = lost();

        assertThat(whys(report)).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.unchecked()).isEqualTo(Map.of(Unchecked.Kind.OTHER_CITIES, 2L));
        assertThat(report.notes())
                .contains(
                        "The detector has counted 1 payment of Tokyo, which this proof does not read: what may rest on"
                                + " them is unchecked. Name Tokyo with --cities if its topic is there.");
    }

    /** It was the one that a payment of the lost city opened, which reached so far that no other was opened. */
    @Test
    void missesNoAlertOfAnEpisodeThatItsPaymentsMayHaveJoined() {
        topics.alert(alert(5000, null, paid("Tokyo", 5000, 130)));
        paid("London", 5900, 110);

        assertThat(whys(lost())).isEmpty();
    }

    @Test
    void leavesAnAlertOfAPairUncheckedThatHasPaidNowhereElse() {
        topics.pay("London", 5000, "x", "y", 1);
        topics.alert(alert(5500, null, paid("Tokyo", 5500, 170)));

        assertThat(whys(lost())).isEmpty();
    }

    /** Where all of its payments were written on, it is known which pairs they are of, and when they were. */
    @Test
    void tellsWhatIsMissingWhereItsPaymentsCannotBe() {
        accept(paid("Tokyo", 5000, 60), 5000);
        paid("London", 20_000, 170);

        Report report = lost();

        assertThat(whys(report)).anySatisfy(why -> assertThat(why).startsWith("no alert of the episode"));
        assertThat(report.unchecked()).containsEntry(Unchecked.Kind.OTHER_CITIES, 1L);
    }

    @Test
    void missesNothingOfAPairThatWasWrittenOn() {
        accept(paid("Tokyo", 5000, 60), 5000);
        paid("London", 5900, 170);

        assertThat(whys(lost())).noneSatisfy(why -> assertThat(why).contains("no alert"));
    }

    /** A name that somebody made up is none of which the detector has counted anything. */
    @Test
    void tellsEvidenceOfATopicThatWasNeverACity() {
        Edge paid = paid("Tokyo", 5500, 170);
        topics.forgetHandling(paid.coordinates(), 170);
        topics.alert(alert(openedBy(paid), 5500, 5500, null, paid));

        assertThat(whys(lost())).isNotEmpty();
    }
}
