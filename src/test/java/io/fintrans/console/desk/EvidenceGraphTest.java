package io.fintrans.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Edge.Part;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.testing.TestAlert;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where accounts stand in the picture of a finding, and which lines join them; and how the finding is told. */
class EvidenceGraphTest {
    private final List<Edge> edges = new ArrayList<>();

    private void pays(String source, String target, long cents, Part part, int layer) {
        Instant time = Instant.ofEpochSecond(1_800_000_000L + edges.size());
        edges.add(new Edge(
                new Coordinates("NYC", 0, edges.size()),
                time,
                AccountId.of(source),
                AccountId.of(target),
                Money.usd(cents),
                part,
                layer));
    }

    private Alert about(Subject subject, Measure... measures) {
        return TestAlert.of("00000000000000ab", 1)
                .subject(subject)
                .rule("any", 1, Typology.STRUCTURING, measures)
                .evidence(edges)
                .build();
    }

    private static List<?> column(Alert alert, String field) {
        List<Object> values = new ArrayList<>();
        for (Object node : (List<?>) EvidenceGraph.json(alert).getOrDefault("nodes", List.of())) {
            values.add(String.valueOf(((Map<?, ?>) node).get(field)));
        }
        return values;
    }

    @Test
    void putsWhoPaysBeforeWhoIsPaidWhateverNumbersTheLayersHave() {
        pays("in-1", "hub", 100, Part.IN, 7);
        pays("in-2", "hub", 200, Part.IN, 7);
        pays("hub", "out", 250, Part.OUT, Integer.MAX_VALUE);
        Alert alert = about(new Subject.Account(AccountId.of("hub")), Measure.count("payments", 3, 2), money(550));

        assertThat(column(alert, "id")).isEqualTo(List.of("in-1", "in-2", "hub", "out"));
        assertThat(column(alert, "column")).isEqualTo(List.of("0", "0", "1", "2"));
        assertThat(column(alert, "role")).isEqualTo(List.of("other", "other", "subject", "other"));
    }

    @Test
    void addsUpPaymentsBetweenTheSameAccountsToOneLine() {
        pays("a", "b", 100_00, Part.HOP, 0);
        pays("a", "b", 50_50, Part.HOP, 0);
        pays("b", "a", 1, Part.HOP, 1);
        Alert alert = about(
                new Subject.Accounts(List.of(AccountId.of("a"), AccountId.of("b"))),
                Measure.count("payments", 3, 2),
                money(150_51));

        assertThat((List<?>) EvidenceGraph.json(alert).get("edges"))
                .extracting(line -> ((Map<?, ?>) line).get("total") + " in " + ((Map<?, ?>) line).get("payments"))
                .containsExactlyInAnyOrder("150.50 in 2", "0.01 in 1");
        assertThat(column(alert, "column")).isEqualTo(List.of("0", "1"));
    }

    @Test
    void tellsSubjectMeasureAndLimit() {
        pays("in", "hub", 900_00, Part.IN, 0);
        pays("hub", "out", 880_00, Part.OUT, 1);
        Subject hub = new Subject.Account(AccountId.of("hub"));
        Explanation told = new Explanation(about(hub, Measure.count("payments", 2, 2), money(900_00)));

        assertThat(told.sentence())
                .isEqualTo("Account hub took part in 2 payments that each stay just under a limit, within an hour."
                        + " Together they are USD 900; 2 payments are suspicious.");
        assertThat(told.sums()).as("what flows through is not what was moved").isFalse();
        assertThat(told.steps()).extracting(Explanation.Step::crosses).containsExactly(false, true);
        Explanation sum = new Explanation(about(hub, money(1780_00)));
        assertThat(sum.sums()).isTrue();
        assertThat(new Explanation(
                                TestAlert.like(about(hub, money(1780_00))).cut().build())
                        .sentence())
                .endsWith("The search was ended before it had seen everything: there may be more.");
    }

    private static Measure money(long cents) {
        return Measure.money(Measure.TOTAL, cents, 1_000_00);
    }
}
