package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import java.time.Duration;
import java.util.Arrays;

/**
 * Money that one account spreads over several others, each of which hands it on to the same account. It is completed by the payment with which there
 * are enough between the two.
 *
 * <p>Whoever paid the payment's source what it hands on may be the one account. For each of them it is counted how many others have handed on its
 * money to the payment's target. If there are enough for several, that one counts for which most were met, and of these, first.
 */
public final class ScatterGatherRule extends NetworkRule {
    private final Limits limits;
    private final Search search;
    private final PaymentList in;
    private final PaymentList before;
    /** Who may have spread the money; the value is a number from 0 on. */
    private final AccountSet origins = new AccountSet();
    /** Who has handed on anything to the target; likewise. */
    private final AccountSet between = new AccountSet();
    /** Whose money has been handed on by whom. */
    private final AccountSet counted = new AccountSet();

    private int[] counts = new int[16];
    private int[] legs = new int[64];
    private long[] legTimes = new long[64];
    private int legsFound;
    private long since;
    private int best;

    /**
     * What counts.
     *
     * @param window everything is less than this before the last payment
     * @param floor nothing that is handed on is smaller, in minor units
     * @param handedOn how much of what came an account between hands on
     * @param accounts how many there are between, 2 or more
     */
    public record Limits(Duration window, long floor, Ratio handedOn, int accounts) {
        /** @throws IllegalArgumentException if it cannot be, with a sentence */
        public Limits {
            if (accounts < 2) {
                throw new IllegalArgumentException(
                        "money is spread over 2 accounts or more, and was to be over " + accounts);
            }
        }
    }

    public ScatterGatherRule(Limits limits, PaymentGraph graph) {
        super(graph);
        this.limits = limits;
        this.search = search();
        this.in = new PaymentList(graph);
        this.before = new PaymentList(graph);
    }

    @Override
    boolean looksFor(Look look, Evidence evidence) {
        since = look.time() - limits.window().toMillis();
        if (!look.isNew() || look.amount() < limits.floor() || !findOrigins(look)) {
            return false;
        }
        countOthers(look);
        if (counts[best] < limits.accounts()) {
            return false;
        }
        for (int i = legsFound - 3; i >= 0; i -= 3) {
            if (legs[i] == best) {
                evidence.add(legs[i + 1], legTimes[i + 1]);
                evidence.add(legs[i + 2], legTimes[i + 2]);
            }
        }
        return true;
    }

    /** Takes down who has paid the payment's source what it hands on. */
    private boolean findOrigins(Look look) {
        origins.clear();
        legsFound = 0;
        best = 0;
        if (!search.open(in, look.source(), Direction.IN, look.time(), look.payment())) {
            return false;
        }
        for (int i = in.size() - 1; i >= 0 && in.time(i) > since && search.step(); i--) {
            int account = in.account(i);
            int number = origins.size();
            if (account != look.target()
                    && in.isNew(i)
                    && limits.handedOn().holds(in.amount(i), look.amount())
                    && origins.add(account, number)) {
                counts = with(counts, number, 1);
                addLegs(number, in, i, look.payment(), look.time());
            }
        }
        return origins.size() > 0;
    }

    /** Looks at who else has paid the payment's target. */
    private void countOthers(Look look) {
        between.clear();
        counted.clear();
        if (!search.open(in, look.target(), Direction.IN, look.time(), look.payment())) {
            return;
        }
        for (int i = in.size() - 1; i >= 0 && in.time(i) > since && search.step(); i--) {
            if (in.account(i) != look.source() && in.isNew(i) && in.amount(i) >= limits.floor()) {
                countOrigins(in.account(i), i);
            }
        }
    }

    /** Looks at who has paid an account before it paid the target. */
    private void countOrigins(int account, int at) {
        if (!search.open(before, account, Direction.IN, in.time(at), in.number(at))) {
            return;
        }
        between.add(account, between.size());
        for (int i = before.size() - 1; i >= 0 && before.time(i) > since && search.step(); i--) {
            int origin = origins.get(before.account(i));
            if (origin != AccountSet.NONE
                    && before.isNew(i)
                    && limits.handedOn().holds(before.amount(i), in.amount(at))
                    && counted.add(origin << 16 | between.get(account), 0)) {
                addLegs(origin, before, i, in.number(at), in.time(at));
                counts[origin]++;
                if (counts[origin] > counts[best]) {
                    best = origin;
                }
            }
        }
    }

    /** Takes down what an account between was paid, and what it paid. */
    private void addLegs(int origin, PaymentList list, int at, int second, long time) {
        if (legs.length < legsFound + 3) {
            legs = Arrays.copyOf(legs, legs.length * 2);
            legTimes = Arrays.copyOf(legTimes, legs.length);
        }
        legs[legsFound] = origin;
        legs[legsFound + 1] = list.number(at);
        legTimes[legsFound + 1] = list.time(at);
        legs[legsFound + 2] = second;
        legTimes[legsFound + 2] = time;
        legsFound += 3;
    }

    private static int[] with(int[] values, int at, int value) {
        int[] all = at < values.length ? values : Arrays.copyOf(values, values.length * 2);
        all[at] = value;
        return all;
    }
}
