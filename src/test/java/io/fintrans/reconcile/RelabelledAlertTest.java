package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.whys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Evidence;
import org.junit.jupiter.api.Test;

/**
 * Whoever forged an alert under the key of a genuine one, and wrote the name of another application into it, was believed: the proof did not
 * judge it, and counted the genuine one, which Kafka deletes when it compacts the topic.
 */
class RelabelledAlertTest {
    private final TopicsInMemory topics = new TopicsInMemory();
    private final Evidence first = AuditedPair.paid(topics, "London", 5000, 60);
    private final Evidence second = AuditedPair.paid(topics, "Tokyo", 5500, 70);
    private final Alert genuine = AuditedPair.alert(5500, null, first, second);

    @Test
    void tellsAnAlertThatWasReplacedByOneOfAnotherApplication() {
        topics.alert(genuine);
        topics.alert(relabelled());

        assertThat(whys(topics.audit()))
                .anySatisfy(why -> assertThat(why).contains("cannot both have raised it"))
                .anySatisfy(why -> assertThat(why).contains("no alert of the episode"));
    }

    @Test
    void tellsOneThatWasThereBefore() {
        topics.alert(relabelled());
        topics.alert(genuine);

        assertThat(whys(topics.audit())).singleElement().asString().contains("cannot both have raised it");
    }

    private Alert relabelled() {
        return new Alert(
                Alert.FORM,
                "another",
                genuine.id(),
                genuine.typology(),
                genuine.source(),
                genuine.target(),
                genuine.total(),
                genuine.threshold(),
                genuine.window(),
                genuine.openedAt(),
                genuine.at(),
                genuine.payments(),
                genuine.evidence(),
                null,
                genuine.asOf(),
                false);
    }
}
