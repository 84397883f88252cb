package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.alert;
import static io.fintrans.reconcile.AuditedPair.openedBy;
import static io.fintrans.reconcile.AuditedPair.whys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.reconcile.oracle.DetectorSetup;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.report.Unchecked;
import org.junit.jupiter.api.Test;

/** When a pair may have two episodes although its payments, in order of time, make one: only the order of arrival explains it. */
class SecondEpisodeTest {
    private static final DetectorSetup SHORT_WINDOW =
            TopicsInMemory.setup(TopicsInMemory.WINDOW, 2 * TopicsInMemory.WINDOW, TopicsInMemory.THRESHOLD, 1);

    private final TopicsInMemory topics = new TopicsInMemory();
    private final Edge first = paid("London", 5000, 60);
    private final Edge second = paid("Tokyo", 5500, 70);
    private final Alert right = alert(5500, null, first, second);

    private Edge paid(String city, long time, long dollars) {
        return AuditedPair.paid(topics, city, time, dollars);
    }

    @Test
    void acceptsASecondEpisodeThatLatePaymentsExplain() {
        topics.alert(right);
        topics.alert(alert(6510, null, paid("Tokyo", 6510, 110)));
        // Comes 60 ms late, is over thanks to the payment of 5500, and so closes the gap between the two.
        paid("London", 6450, 50);

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.alerts().expected()).isEqualTo(1);
    }

    /** Cities are not read in step. */
    @Test
    void acceptsASecondEpisodeOfPaymentsOfSeveralCitiesIfItWasOpenedAWindowApart() {
        topics.alert(right);
        topics.alert(alert(6510, null, paid("Tokyo", 6510, 110)));
        paid("London", 6400, 50);

        assertThat(whys(topics.audit())).isEmpty();
    }

    /** Murmur2 puts account "a" into another partition than 0 of three. */
    @Test
    void acceptsASecondEpisodeOfPaymentsThatTookADetourIfItWasOpenedAWindowApart() {
        topics.spreadOver(3);
        topics.alert(right);
        topics.alert(alert(6510, null, paid("Tokyo", 6510, 110)));
        paid("London", 6400, 50);

        assertThat(whys(topics.audit())).isEmpty();
    }

    @Test
    void tellsASecondEpisodeThatWasOpenedInsideTheFirstEvenAfterADetour() {
        topics.spreadOver(3);
        topics.alert(right);
        topics.alert(alert(6490, null, second, paid("Tokyo", 6490, 110)));

        assertThat(whys(topics.audit())).singleElement().asString().contains("a second episode");
    }

    /** Tokyo's payment of 6000 was handled before that of 6510, and with it the first episode was still open. */
    @Test
    void tellsASecondEpisodeWhoseOwnAlertShowsThatTheFirstWasOpen() {
        topics.spreadOver(3);
        topics.alert(right);
        Edge between = paid("Tokyo", 6000, 50);
        topics.alert(alert(6510, null, between, paid("Tokyo", 6510, 110)));

        assertThat(whys(topics.audit())).singleElement().asString().contains("a second episode");
    }

    /** The one that was opened first in time was opened second, and grew over the other. */
    @Test
    void acceptsEpisodesThatGrewOverEachOtherWhereTheWindowIsShorterThanTheLateness() {
        topics.alert(right);
        Edge newer = paid("Tokyo", 16_510, 110);
        topics.alert(alert(16_510, null, newer));
        Edge older = paid("London", 15_400, 110);
        topics.alert(alert(15_400, null, older));
        Edge between = paid("London", 16_000, 60);
        Edge last = paid("London", 16_520, 60);
        topics.alert(alert(openedBy(older), 15_400, 16_520, null, between, newer, last));

        Report report = topics.audit(SHORT_WINDOW);

        assertThat(whys(report)).isEmpty();
        assertThat(report.unchecked()).containsKey(Unchecked.Kind.ORDER_OF_ARRIVAL);
    }

    @Test
    void tellsASecondEpisodeThatWasOpenedInsideTheFirstWhereTheWindowIsShorterThanTheLateness() {
        topics.alert(right);
        topics.alert(alert(6490, null, second, paid("Tokyo", 6490, 110)));

        assertThat(whys(topics.audit(SHORT_WINDOW))).singleElement().asString().contains("a second episode");
    }
}
