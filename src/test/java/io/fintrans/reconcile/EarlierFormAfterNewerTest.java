package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.alert;
import static io.fintrans.reconcile.AuditedPair.whys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.Edge;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.testing.TestAlert;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of alerts in older forms less can be wrong. A stranger's alert said that it was of form 3, although the detector wrote form 4 before it. */
class EarlierFormAfterNewerTest {
    private final TopicsInMemory topics = new TopicsInMemory();
    private final Edge first = paid("London", 5000, 60);
    private final Edge second = paid("Tokyo", 5500, 70);
    private final Edge last = paid("Tokyo", 6510, 110);
    private final Alert older = alert(5500, null, first, second);
    private final Alert newer = alert(6510, null, last);

    private Edge paid(String city, long time, long dollars) {
        return AuditedPair.paid(topics, city, time, dollars);
    }

    private static Alert in(int form, Alert alert) {
        return TestAlert.like(alert).form(form).build();
    }

    @Test
    void tellsASecondEpisodeThatHidesBehindAnOlderForm() {
        paid("London", 6450, 50);
        topics.alert(older);
        topics.alert(in(3, newer));

        assertThat(whys(topics.audit()))
                .contains("alert " + newer.id()
                        + ": it is of form 3, but fintrans-detector had written form 4 before it");
    }

    @Test
    void leavesAloneWhatWasWrittenBeforeAnUpgrade() {
        Edge between = paid("London", 6450, 50);
        topics.alert(in(3, older));
        topics.alert(in(3, newer));
        topics.allRevised();
        topics.alert(TestAlert.like(older)
                .total(160_00)
                .evidence(between, last)
                .revised(Instant.ofEpochMilli(6510))
                .build());

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.unchecked()).isEqualTo(Map.of(Unchecked.Kind.NOT_JOINED, 1L));
    }

    /** Only what is right by itself says that the detector is a newer one. */
    @Test
    void aFalseAlertOfANewFormSaysNothingOfThoseAfterIt() {
        topics.alert(TestAlert.like(newer).total(999_00).build());
        topics.alert(in(3, older));

        assertThat(whys(topics.audit())).noneSatisfy(why -> assertThat(why).contains("had written"));
    }

    /** Which of two partitions was written to first, nobody can tell. */
    @Test
    void eachPartitionHasItsOwnOrder() {
        topics.alert(newer);
        topics.alertInPartition(1, older.id().toString(), AlertJson.write(in(3, older)));

        assertThat(whys(topics.audit())).noneSatisfy(why -> assertThat(why).contains("had written"));
    }
}
