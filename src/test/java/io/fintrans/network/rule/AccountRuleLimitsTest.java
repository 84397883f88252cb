package io.fintrans.network.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import io.fintrans.transaction.AccountId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The limits of rules about one account, to the millisecond and the cent, where random payments seldom come. */
class AccountRuleLimitsTest {
    private static final long BEGIN = 1_800_000_000_000L;
    private static final Duration WINDOW = Duration.ofHours(2);
    private static final long SPAN = WINDOW.toMillis();
    private static final Ratio ABOUT = new Ratio(800, 1200);

    private final PaymentGraph graph =
            new PaymentGraph(new GraphSettings(Duration.ofDays(1), Duration.ofMinutes(10), Duration.ofHours(1), 10));
    private long place;

    @Test
    void seesAWindowToTheMillisecond() {
        FanRule fan = new FanRule(new FanRule.Limits(WINDOW, 100, 2, 3, 200), Direction.IN, graph);
        pay("a", "x", BEGIN, 100);
        pay("b", "x", BEGIN + 1, 100);
        assertThat(finds(fan, pay("c", "x", BEGIN + SPAN, 100))).isTrue();
        assertThat(finds(fan, pay("d", "x", BEGIN + SPAN + SPAN, 100))).isFalse();
        pay("e", "x", BEGIN + SPAN + SPAN + 1, 100);
        assertThat(finds(fan, pay("f", "x", BEGIN + 3 * SPAN, 100))).isTrue();
    }

    @Test
    void seesAWindowOfStructuringToTheMillisecond() {
        AccountStructuringRule rule =
                new AccountStructuringRule(new AccountStructuringRule.Limits(WINDOW, new long[] {1000}, 800, 2), graph);
        pay("a", "x", BEGIN, 800);
        assertThat(finds(rule, pay("a", "y", BEGIN + SPAN, 999))).isFalse();
        assertThat(finds(rule, pay("a", "x", BEGIN + 2 * SPAN - 1, 800))).isTrue();
    }

    @Test
    void countsAMuleFromItsTotalOn() {
        MuleRule exactly = new MuleRule(new MuleRule.Limits(WINDOW, 100, 2, 2, 300, ABOUT), graph);
        MuleRule more = new MuleRule(new MuleRule.Limits(WINDOW, 100, 2, 2, 301, ABOUT), graph);
        Look last = passOn();
        assertThat(finds(exactly, last)).isTrue();
        assertThat(finds(more, last)).isFalse();
    }

    @Test
    void countsWhatIsGatheredFromItsTotalOn() {
        GatherScatterRule exactly =
                new GatherScatterRule(new GatherScatterRule.Limits(WINDOW, 100, 2, 1, 300, ABOUT), graph);
        GatherScatterRule more =
                new GatherScatterRule(new GatherScatterRule.Limits(WINDOW, 100, 2, 1, 301, ABOUT), graph);
        Look last = passOn();
        assertThat(finds(exactly, last)).isTrue();
        assertThat(finds(more, last)).isFalse();
    }

    @Test
    void tellsThatThereIsTooLittleHistory() {
        FanRule fan = new FanRule(new FanRule.Limits(WINDOW, 100, 2, 3, 200), Direction.IN, graph);
        pay("a", "x", BEGIN, 100);
        finds(fan, pay("b", "x", BEGIN + 1, 100));
        assertThat(fan.isInsufficient()).isTrue();
        pay("c", "x", BEGIN + Duration.ofDays(9).toMillis(), 100);
        finds(fan, pay("d", "x", BEGIN + Duration.ofDays(9).toMillis(), 100));
        assertThat(fan.isInsufficient()).isFalse();
    }

    /** The tenth payment back is just as old as the window of hubs, and then a millisecond younger. */
    @Test
    void tellsAHubToTheMillisecond() {
        long hour = Duration.ofHours(1).toMillis();
        long end = BEGIN / hour * hour + Duration.ofDays(1).toMillis();
        PaymentList list = new PaymentList(graph);
        for (String hub : new String[] {"x", "y"}) {
            pay("a", hub, end - Duration.ofDays(1).toMillis() + (hub.equals("x") ? 0 : 1), 100);
        }
        for (int i = 0; i < 9; i++) {
            pay("b" + i, "x", end - 9 + i, 100);
            pay("b" + i, "y", end - 9 + i, 100);
        }
        graph.openAll(list, graph.account(AccountId.of("x")), Direction.IN);
        assertThat(list.isHub(end)).isFalse();
        graph.openAll(list, graph.account(AccountId.of("y")), Direction.IN);
        assertThat(list.isHub(end)).isTrue();
    }

    /** Sixteen payments of new pairs a day: a fan of four times as many has 64 accounts, and there is none of five times as many. */
    @Test
    void findsNoFanWhereTheNormIsTooHigh() {
        PaymentGraph wide = new PaymentGraph(GraphSettings.of(Duration.ofDays(1), Duration.ofMinutes(10)));
        for (int i = 0; i < 16; i++) {
            pay(wide, "old" + i, "x", BEGIN, 100_00);
        }
        long next = BEGIN + Duration.ofDays(1).toMillis() + Duration.ofHours(3).toMillis();
        FanRule four = new FanRule(new FanRule.Limits(WINDOW, 100, 2, 4, 200), Direction.IN, wide);
        FanRule five = new FanRule(new FanRule.Limits(WINDOW, 100, 2, 5, 200), Direction.IN, wide);
        Look last = pay(wide, "new", "x", next, 100_00);
        for (int i = 0; i < 90; i++) {
            assertThat(finds(four, last)).isEqualTo(i >= 63);
            assertThat(finds(five, last)).isFalse();
            last = pay(wide, "new" + i, "x", next + i, 100_00);
        }
    }

    private Look passOn() {
        pay("a", "x", BEGIN, 100);
        pay("b", "x", BEGIN + 1, 200);
        pay("x", "c", BEGIN + 2, 150);
        return pay("x", "d", BEGIN + 3, 150);
    }

    private static boolean finds(NetworkRule rule, Look look) {
        return rule.finds(look, new Evidence());
    }

    private Look pay(String source, String target, long time, long amount) {
        return pay(graph, source, target, time, amount);
    }

    private Look pay(PaymentGraph into, String source, String target, long time, long amount) {
        int from = into.account(AccountId.of(source));
        int to = into.account(AccountId.of(target));
        int payment = into.add(from, to, time, amount, into.origin("London", 0), place++);
        return new Look(from, to, time, amount, payment, into.hasAddedNew());
    }
}
