package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.whys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.testing.TestAlert;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an alert says as of its newest payment is computed again; each lie about it is told. */
class RevisedAlertAuditTest {
    private final TopicsInMemory topics = new TopicsInMemory();
    private final Edge first = AuditedPair.paid(topics, "London", 5000, 60);
    private final Edge second = AuditedPair.paid(topics, "Tokyo", 5500, 70);
    private final Edge third = AuditedPair.paid(topics, "London", 5600, 5);
    private final Alert raised = AuditedPair.alert(5500, null, first, second);

    @Test
    void takesAnAlertThatWasRevised() {
        topics.alert(raised);
        topics.alert(revised(13_500, 3, 5600, first, second, third));
        Report report = topics.audit();
        assertThat(whys(report)).isEmpty();
        assertThat(report.ok()).isTrue();
        assertThat(report.alerts()).isEqualTo(new Report.AlertBalance(1, 1, 0, 0, 0));
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void saysThatALatePaymentIsNotToldYet() {
        topics.alert(revised(13_500, 3, 5600, first, second, third));
        AuditedPair.paid(topics, "Tokyo", 5400, 1);
        Report report = topics.audit();
        assertThat(report.ok()).isTrue();
        assertThat(report.unchecked()).isEqualTo(Map.of(Unchecked.Kind.ORDER_OF_ARRIVAL, 1L));
    }

    @Test
    void tellsATotalThatIsTooLarge() {
        topics.alert(revised(13_600, 3, 5600, first, second, third));
        assertThat(whys(topics.audit())).first().asString().contains("does not add up");
    }

    @Test
    void tellsANumberOfPaymentsThatIsWrong() {
        topics.alert(revised(13_500, 4, 5600, first, second, third));
        assertThat(whys(topics.audit())).first().asString().contains("it lists 3 of 4 payments");
    }

    @Test
    void tellsATimeAtWhichNothingWasPaid() {
        topics.alert(revised(13_500, 3, 5601, first, second, third));
        assertThat(whys(topics.audit())).first().asString().contains("no payment at its time");
    }

    @Test
    void tellsAStepThatWasNeverReached() {
        Alert alert = revised(13_500, 3, 5600, first, second, third);
        topics.alert(TestAlert.like(alert)
                .between(alert.openedAt(), Instant.ofEpochMilli(5000))
                .revised(alert.asOf())
                .build());
        assertThat(whys(topics.audit())).first().asString().contains("reaches its step");
    }

    @Test
    void tellsARevisionThatIsThereTwice() {
        topics.alert(raised);
        topics.alert(revised(13_500, 3, 5600, first, second, third));
        topics.alert(revised(13_500, 3, 5600, first, second, third));
        assertThat(whys(topics.audit())).first().asString().contains("there twice");
    }

    /** An exact copy of what the detector had written itself: whatever it says is true, but there is more by now. */
    @Test
    void countsAnAlertAsUncheckedThatMayHaveBeenPutBackToWhatItWas() {
        topics.allRevised();
        topics.alert(revised(13_500, 3, 5600, first, second, third));
        topics.alert(raised.id().toString(), null);
        topics.alert(raised);
        Report report = topics.audit();
        assertThat(report.ok()).isTrue();
        assertThat(report.unchecked()).isEqualTo(Map.of(Unchecked.Kind.NOT_REVISED, 1L));
        assertThat(report.uncheckedNames().get(Unchecked.Kind.NOT_REVISED))
                .containsExactly("alert " + raised.id() + " of a -> b");
    }

    /** Also where the journal says that more is to come: no detector writes less than it had written. */
    @Test
    void tellsAnAlertThatSaysLessThanAnOlderRecord() {
        topics.alert(revised(13_500, 3, 5600, first, second, third));
        topics.alert(raised);
        assertThat(whys(topics.audit())).singleElement().asString().contains("is there twice, with another content");
    }

    @Test
    void saysThatAnAlertIsGoingToBeRevised() {
        topics.alert(raised);
        Report report = topics.audit();
        assertThat(report.ok()).isTrue();
        assertThat(report.uncheckedTotal()).isZero();
        assertThat(report.notes()).singleElement().asString().startsWith("1 alert is going to be revised");
    }

    @Test
    void takesAnAlertAfterWhichThePairIsNotOverItsThreshold() {
        topics.allRevised();
        topics.alert(revised(13_500, 3, 5600, first, second, third));
        AuditedPair.paid(topics, "London", 6599, 20);
        Report report = topics.audit();
        assertThat(whys(report)).isEmpty();
        assertThat(report.unchecked()).isEmpty();
    }

    private Alert revised(long cents, int payments, long asOf, Edge... evidence) {
        return TestAlert.like(raised)
                .total(cents)
                .evidence(evidence)
                .payments(payments)
                .revised(Instant.ofEpochMilli(asOf))
                .build();
    }
}
