package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.whys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.reconcile.report.Report;
import io.fintrans.testing.TestAlert;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Whoever forged an alert under the key of a genuine one, and wrote the name of another application into it, was believed: the proof did not
 * judge it, and counted the genuine one, which Kafka deletes when it compacts the topic.
 */
class RelabelledAlertTest {
    private final TopicsInMemory topics = new TopicsInMemory();
    private final Edge first = AuditedPair.paid(topics, "London", 5000, 60);
    private final Edge second = AuditedPair.paid(topics, "Tokyo", 5500, 70);
    private final Alert genuine = AuditedPair.alert(5500, null, first, second);

    @Test
    void tellsAnAlertThatWasReplacedByOneOfAnotherApplication() {
        topics.alert(genuine);
        topics.alert(relabelled());

        assertThat(whys(topics.audit()))
                .anySatisfy(why -> assertThat(why).contains("cannot both have raised it"))
                .anySatisfy(why -> assertThat(why).contains("no alert of the episode"));
    }

    /** Only the newest record of a key counts, and that one is proven. */
    @Test
    void callsOneHistoryThatWasThereBefore() {
        topics.alert(relabelled());
        topics.alert(genuine);

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.others().alerts()).isEmpty();
        assertThat(report.notes()).anySatisfy(note -> assertThat(note).contains("Only the newest of a key counts"));
    }

    @Test
    void tellsOneThatWasThereBeforeIfTheNewestIsUnchecked() {
        topics.alert(relabelled());
        topics.alert(AuditedPair.alert(5500, Instant.ofEpochMilli(4900), first, second));

        assertThat(whys(topics.audit())).singleElement().asString().contains("cannot both have raised it");
    }

    @Test
    void doesNotCountOneThatWasDeleted() {
        topics.alert(relabelled());
        topics.alert(genuine.id().toString(), null);
        topics.alert(genuine);

        Report report = topics.audit();

        assertThat(whys(report)).isEmpty();
        assertThat(report.others().alerts()).isEmpty();
    }

    private Alert relabelled() {
        return TestAlert.like(genuine).application("another").build();
    }
}
