package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.alert;
import static io.fintrans.reconcile.AuditedPair.openedBy;
import static io.fintrans.reconcile.AuditedPair.whys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Edge;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.report.Unchecked;
import org.junit.jupiter.api.Test;

/**
 * An alert between two others was taken away, and nothing was said, because in another order of arrival there would have been none. Nobody
 * can tell which order it was.
 */
class OtherOrdersTest {
    private final TopicsInMemory topics = new TopicsInMemory();
    private final Edge opening = paid("London", 5000, 101);

    OtherOrdersTest() {
        topics.alert(alert(5000, null, opening));
    }

    private Edge paid(String city, long time, long dollars) {
        return AuditedPair.paid(topics, city, time, dollars);
    }

    private Report reportWith(long at, Edge... evidence) {
        topics.alert(alert(openedBy(opening), 5000, at, null, evidence));
        return topics.audit();
    }

    /** With Tokyo's payment last, London's second one reached step 2; with London's last, it jumped that step. */
    @Test
    void countsAStepThatTheLastPaymentMayHaveJumped() {
        Edge second = paid("London", 5010, 150);

        Report report = reportWith(5010, opening, paid("Tokyo", 5005, 50), second);

        assertThat(whys(report)).isEmpty();
        assertThat(report.unchecked()).containsEntry(Unchecked.Kind.ORDER_OF_ARRIVAL, 1L);
    }

    /** Tokyo's payment reached step 2 if it was there by then; the window of step 3 does not show it. */
    @Test
    void countsAStepThatAPaymentOfAnotherPartitionMayHaveReached() {
        paid("Tokyo", 5800, 100);
        Edge later = paid("London", 6000, 60);

        Report report = reportWith(6801, later, paid("London", 6801, 241));

        assertThat(whys(report)).isEmpty();
        assertThat(report.unchecked()).containsEntry(Unchecked.Kind.ORDER_OF_ARRIVAL, 1L);
    }

    @Test
    void callsRightWhatNoOrderExplainsOtherwise() {
        Report report = reportWith(5010, opening, paid("London", 5010, 200));

        assertThat(whys(report)).isEmpty();
        assertThat(report.unchecked()).isEmpty();
    }
}
