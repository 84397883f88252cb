package io.fintrans.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.reconcile.report.Findings.Finding;
import io.fintrans.reconcile.report.Report;
import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Rejection.Reason;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What InfluxDB refused is in {@code fintrans.rejected} too, but the detector handled it: it counts, however often it is there. */
class RefusedByInfluxDbTest {
    private final TopicsInMemory topics = new TopicsInMemory();

    @Test
    void countsAPaymentThatOnlyInfluxDbRefused() {
        Coordinates payment = topics.pay("London", 5000, "a", "b", 60);
        topics.reject(payment, Reason.REFUSED, 5000, "fintrans-ingest");
        topics.reject(payment, Reason.REFUSED, 5001, "fintrans-ingest");

        Report report = topics.audit();

        assertThat(report.ok()).isTrue();
        assertThat(report.cities().get(0)).isEqualTo(new Report.CityBalance("London", 1, 0, 1, 1, 0, 0, 0));
    }

    @Test
    void doesNotTakeItForTheDetectorsOwnRejection() {
        topics.reject(topics.produce("London", 5000, "nonsense"), Reason.REFUSED, 5000, "fintrans-ingest");

        assertThat(topics.audit().ok()).isFalse();
    }

    /** Form 1 names no application. */
    @Test
    void readsWhatTheIngestStageWroteBeforeApplicationsHadNames() {
        Coordinates payment = topics.pay("London", 5000, "a", "b", 60);
        topics.rejected(5000, null, null, formOne(payment));

        assertThat(topics.audit().ok()).isTrue();
    }

    @Test
    void tellsARefusalInTheDetectorsOwnName() {
        topics.reject(topics.pay("London", 5000, "a", "b", 60), Reason.REFUSED, 5000);

        assertThat(topics.audit().examples())
                .singleElement()
                .extracting(Finding::why)
                .asString()
                .contains("fintrans-detector writes nothing there");
    }

    private static Headers formOne(Coordinates payment) {
        Headers headers = new RecordHeaders();
        Map.of(
                        RejectedHeaders.REASON, "refused",
                        RejectedHeaders.DETAIL, "field type conflict",
                        RejectedHeaders.TOPIC, payment.topic(),
                        RejectedHeaders.PARTITION, "0",
                        RejectedHeaders.OFFSET, Long.toString(payment.offset()),
                        RejectedHeaders.TIMESTAMP, "5000")
                .forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
        return headers;
    }
}
