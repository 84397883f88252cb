package io.fintrans.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Rejection.Reason;
import org.junit.jupiter.api.Test;

/** What InfluxDB refused is in {@code fintrans.rejected} too, but the detector handled it: it counts, however often it is there. */
class RefusedByInfluxDbTest {
    private final TopicsInMemory topics = new TopicsInMemory();

    @Test
    void countsAPaymentThatOnlyInfluxDbRefused() {
        Coordinates payment = topics.pay("London", 5000, "a", "b", 60);
        topics.reject(payment, Reason.REFUSED, 5000);
        topics.reject(payment, Reason.REFUSED, 5001);

        Report report = topics.audit();

        assertThat(report.ok()).isTrue();
        assertThat(report.cities().get(0)).isEqualTo(new Report.CityBalance("London", 1, 1, 0, 0, 0));
    }

    @Test
    void doesNotTakeItForTheDetectorsOwnRejection() {
        topics.reject(topics.produce("London", 5000, "nonsense"), Reason.REFUSED, 5000);

        assertThat(topics.audit().ok()).isFalse();
    }
}
