package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.alert;
import static io.fintrans.reconcile.AuditedPair.whys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Report;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedRecord;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What may be in {@code fintrans.rejected}, and what may not. */
class RejectionAuditTest {
    private final TopicsInMemory topics = new TopicsInMemory();
    private final Edge first = paid("London", 5000, 60);
    private final Edge second = paid("Tokyo", 5500, 70);
    private final Alert right = alert(5500, null, first, second);

    private Edge paid(String city, long time, long dollars) {
        return AuditedPair.paid(topics, city, time, dollars);
    }

    @Test
    void holdsWhatIsKeptOfAnOversizedRecordAgainstAllOfIt() {
        topics.alert(right);
        topics.reject(topics.produce("Tokyo", 5600, "x".repeat(70_000)), Reason.TOO_LARGE, 5600);

        assertThat(whys(topics.audit())).isEmpty();
        assertThat(topics.audit().uncheckedTotal()).isZero();
        topics.rejected().get(0).headers().remove("fintrans.sha256").add("fintrans.sha256", new byte[] {'0'});
        assertThat(whys(topics.audit())).singleElement().asString().contains("SHA-256");
    }

    /** A garbage record of the internal topic is rejected by each detector that shares it. */
    @Test
    void countsAForeignRecordOfEachDetectorByItself() {
        topics.alert(right);
        Coordinates garbage = new Coordinates(Topics.BY_SOURCE, 0, TopicsInMemory.INTERNAL_RECORDS - 1);
        for (String application : List.of(Application.DEFAULT, "b")) {
            rejectAsForeign(garbage, application);
        }

        Report report = topics.audit();

        assertThat(report.uncheckedTotal()).isOne();
        assertThat(report.others().rejected()).containsExactly(Map.entry("b", 1L));
        assertThat(report.ok()).isTrue();
    }

    @Test
    void tellsAForeignRecordThatNoInternalTopicHas() {
        topics.alert(right);
        Coordinates beyond = new Coordinates(Topics.BY_SOURCE, 0, TopicsInMemory.INTERNAL_RECORDS);
        Coordinates ofACity = topics.pay("Tokyo", 5600, "c", "d", 1);
        for (Coordinates lie : List.of(beyond, ofACity, new Coordinates(Topics.BY_SOURCE, 7, 0))) {
            rejectAsForeign(lie, Application.DEFAULT);
        }

        assertThat(topics.audit().examples())
                .hasSize(3)
                .extracting(Findings.Finding::why)
                .allMatch("there is no such record in an internal topic"::equals);
    }

    private void rejectAsForeign(Coordinates original, String application) {
        Rejection why = new Rejection(Reason.FOREIGN, "no task of the detector wrote this");
        RejectedRecord kept = new RejectedRecord(null, null, new RecordHeaders(), why, original, 5600, application);
        topics.rejected(5600, kept.key(), kept.value(), kept.headers());
    }

    @Test
    void judgesEveryReasonToReject() {
        topics.alert(right);
        long day = Duration.ofDays(1).toMillis();
        topics.pay("London", 9 * day, "x", "y", 1);
        topics.reject(topics.produce("London", 9 * day, null), Reason.NULL_VALUE, 9 * day);
        topics.reject(topics.produce("London", 9 * day, "a a 1"), Reason.SELF_TRANSFER, 9 * day);
        topics.reject(topics.produce("London", 99 * day, "a b 1"), Reason.TIME_IN_FUTURE, 9 * day);
        topics.reject(topics.produce("London", day, "a b 1"), Reason.TIME_TOO_OLD, 9 * day);
        topics.reject(topics.produce("Tokyo", day, "a b 1"), Reason.LATE, 9 * day);
        RecordHeaders oslo = new RecordHeaders();
        oslo.add("city", new byte[] {'O', 's', 'l', 'o'});
        topics.reject(topics.produce("Tokyo", 9 * day, "a b 1", oslo), Reason.WRONG_CITY, 9 * day);

        assertThat(whys(topics.audit())).isEmpty();
        assertThat(topics.audit().ok()).isTrue();
    }

    @Test
    void tellsWhatWasRejectedWithoutReasonOrTwice() {
        topics.alert(right);
        List<Coordinates> payments = new ArrayList<>();
        long time = Topics.EARLIEST.toEpochMilli() + 6000;
        for (int i = 0; i < 5; i++) {
            payments.add(topics.produce("London", time, "c d 1"));
        }
        topics.reject(payments.get(0), Reason.MALFORMED, time);
        topics.reject(payments.get(1), Reason.TIME_IN_FUTURE, time);
        topics.reject(payments.get(2), Reason.TIME_TOO_OLD, time);
        topics.reject(payments.get(3), Reason.LATE, time);
        topics.reject(payments.get(4), Reason.TOTAL_TOO_LARGE, time);
        topics.reject(payments.get(4), Reason.TOTAL_TOO_LARGE, time);
        topics.reject(first.coordinates(), Reason.NULL_VALUE, time);

        Report report = topics.audit();

        assertThat(report.wronglyRejected()).isEqualTo(7);
        assertThat(report.ok()).isFalse();
        // The rejected half of the evidence does not count any more.
        assertThat(report.alerts()).isEqualTo(new Report.AlertBalance(0, 0, 0, 1, 0));
    }
}
