package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import java.time.Duration;

/**
 * Three layers: accounts that are paid by the same accounts, and pay the same accounts. The payment completes it with which its source has enough
 * sources and targets in common with another source of its target; it is the first one in the window from the one to the other.
 */
public final class StackRule extends NetworkRule {
    private final Limits limits;
    private final Search search;
    private final Partners before;
    private final Partners behind;
    private final PaymentList sources;
    private final AccountSet seen = new AccountSet();

    /**
     * What counts.
     *
     * @param window everything is less than this before the last payment
     * @param floor no payment is smaller, in minor units
     * @param common how many sources, and how many targets, an account of the middle has in common with the last payment's source, 2 or more
     */
    public record Limits(Duration window, long floor, int common) {
        /** @throws IllegalArgumentException if it cannot be, with a sentence */
        public Limits {
            if (common < 2) {
                throw new IllegalArgumentException("layers have 2 accounts or more, and were to have " + common);
            }
        }
    }

    public StackRule(Limits limits, PaymentGraph graph) {
        super(graph);
        this.limits = limits;
        this.search = search();
        this.before = new Partners(graph, search);
        this.behind = new Partners(graph, search);
        this.sources = new PaymentList(graph);
    }

    @Override
    boolean looksFor(Look look, Evidence evidence) {
        long since = look.time() - limits.window().toMillis();
        if (!look.isNew()
                || look.amount() < limits.floor()
                || !search.open(sources, look.target(), Direction.IN, look.time(), look.payment())
                || !sources.hasAtLeast(2, since)
                || !search.isFirst(sources, look, since)) {
            return false;
        }
        seen.clear();
        seen.add(look.source(), 0);
        before.of(look.source(), Direction.IN, look, since, limits.floor());
        if (before.size() < limits.common()) {
            return false;
        }
        behind.of(look.source(), Direction.OUT, look, since, limits.floor());
        boolean found = false;
        for (int i = sources.size() - 2; i >= 0 && sources.time(i) > since && search.step(); i--) {
            if (sources.isNew(i) && sources.amount(i) >= limits.floor() && seen.add(sources.account(i), 0)) {
                int start = evidence.size();
                if (isBeside(sources.account(i), look, since, evidence)) {
                    found = true;
                } else {
                    evidence.cutTo(start);
                }
            }
        }
        return found;
    }

    private boolean isBeside(int account, Look look, long since, Evidence evidence) {
        return behind.common(account, Direction.OUT, look, since, limits.floor(), evidence) >= limits.common()
                && before.common(account, Direction.IN, look, since, limits.floor(), evidence) >= limits.common();
    }
}
