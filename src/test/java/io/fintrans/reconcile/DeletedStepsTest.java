package io.fintrans.reconcile;

import static io.fintrans.reconcile.AuditedPair.alert;
import static io.fintrans.reconcile.AuditedPair.openedBy;
import static io.fintrans.reconcile.AuditedPair.paid;
import static io.fintrans.reconcile.AuditedPair.whys;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Edge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of the lower alerts of an episode that somebody had deleted, only one was named. */
class DeletedStepsTest {
    private final TopicsInMemory topics = new TopicsInMemory();
    private final List<Edge> payments = new ArrayList<>();

    /** Each payment reaches a step of its own. */
    DeletedStepsTest() {
        for (int i = 0; i < 7; i++) {
            payments.add(paid(topics, "London", 5000 + i, 101));
        }
    }

    private void raise(int step) {
        Edge[] known = payments.subList(0, step).toArray(Edge[]::new);
        topics.alert(alert(openedBy(payments.get(0)), 5000, 4999 + step, null, known));
    }

    @Test
    void namesEveryGap() {
        for (int step : new int[] {1, 3, 7}) {
            raise(step);
        }

        assertThat(whys(topics.audit()))
                .satisfiesExactly(
                        gap -> assertThat(gap)
                                .startsWith("no alert of step 2 of")
                                .endsWith("of step 3"),
                        gap -> assertThat(gap)
                                .startsWith("no alert of step 6 (nor of the lower steps 5, 4) of")
                                .endsWith("of step 7"));
    }

    @Test
    void findsNothingWhereAllAreThere() {
        for (int step = 1; step <= 7; step++) {
            raise(step);
        }

        assertThat(whys(topics.audit())).isEmpty();
    }
}
