package io.fintrans.network.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.transaction.AccountId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a search leaves out, and that it says so. */
class SearchTest {
    private static final long BEGIN = 1_800_000_000_000L;
    private static final long LATENESS = Duration.ofMinutes(10).toMillis();

    private long place;

    @Test
    void endsAfterSoManyPaymentsAndSaysSo() {
        PaymentGraph graph = graph(1_000_000);
        CycleRule rule = cycle(graph);
        assertThat(rule.finds(roundTrip(graph, 100), new Evidence())).isTrue();
        assertThat(rule.isCut()).isFalse();
        assertThat(rule.finds(roundTrip(graph, Search.MOST_STEPS), new Evidence()))
                .isFalse();
        assertThat(rule.isCut()).isTrue();
        assertThat(rule.isDamped()).isFalse();
    }

    @Test
    void walksNoListOfAHubAndSaysSo() {
        PaymentGraph graph = graph(100);
        CycleRule rule = cycle(graph);
        assertThat(rule.finds(roundTrip(graph, 97), new Evidence())).isTrue();
        assertThat(rule.isDamped()).isFalse();
        Evidence evidence = new Evidence();
        assertThat(rule.finds(roundTrip(graph, 100), evidence)).isFalse();
        assertThat(rule.isDamped()).isTrue();
        assertThat(rule.isCut()).isFalse();
        assertThat(evidence.size()).isZero();
    }

    private static PaymentGraph graph(int hubPayments) {
        return new PaymentGraph(
                new GraphSettings(Duration.ofDays(2), Duration.ofMillis(LATENESS), Duration.ofHours(1), hubPayments));
    }

    private static CycleRule cycle(PaymentGraph graph) {
        return new CycleRule(new CycleRule.Limits(Duration.ofDays(2), 100, new Ratio(800, 1200), 3, 6), graph);
    }

    /** Money goes over three accounts, of which the second is paid by so many others besides, later. */
    private Look roundTrip(PaymentGraph graph, int others) {
        String name = "of" + place;
        pay(graph, name + "a", name + "b", BEGIN, 1000);
        for (int i = 0; i < others; i++) {
            pay(graph, name + "x" + i, name + "b", BEGIN + 1 + i, 1000);
        }
        pay(graph, name + "b", name + "c", BEGIN + 10_000, 1000);
        return pay(graph, name + "c", name + "a", BEGIN + Duration.ofHours(2).toMillis() + LATENESS, 1000);
    }

    private Look pay(PaymentGraph graph, String source, String target, long time, long amount) {
        int from = graph.account(AccountId.of(source));
        int to = graph.account(AccountId.of(target));
        int payment = graph.add(from, to, time, amount, graph.origin("London", 0), place++);
        return new Look(from, to, time, amount, payment, graph.hasAddedNew());
    }
}
