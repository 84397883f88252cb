package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import java.time.Duration;

/**
 * Several accounts that all pay the same several accounts. The payment completes it with which its source has as many targets in common with enough
 * other sources of its target; it is the first one in the window from the one to the other.
 */
public final class BipartiteRule extends NetworkRule {
    private final Limits limits;
    private final Search search;
    private final Partners targets;
    private final PaymentList sources;
    /** Sources that were looked at. */
    private final AccountSet seen = new AccountSet();

    /**
     * What counts.
     *
     * @param window everything is less than this before the last payment
     * @param floor no payment is smaller, in minor units
     * @param sources how many accounts pay, 2 or more
     * @param targets how many each of them has in common with the last payment's source, 2 or more
     * @param payments how many payments there are between them, of those from one account to another one each
     */
    public record Limits(Duration window, long floor, int sources, int targets, int payments) {
        /** @throws IllegalArgumentException if it cannot be, with a sentence */
        public Limits {
            if (sources < 2 || targets < 2) {
                throw new IllegalArgumentException(
                        "a block has 2 sources and 2 targets or more, and was to have " + sources + " and " + targets);
            }
        }
    }

    public BipartiteRule(Limits limits, PaymentGraph graph) {
        super(graph);
        this.limits = limits;
        this.search = search();
        this.targets = new Partners(graph, search);
        this.sources = new PaymentList(graph);
    }

    @Override
    boolean looksFor(Look look, Evidence evidence) {
        long since = look.time() - limits.window().toMillis();
        if (!look.isNew()
                || look.amount() < limits.floor()
                || !search.open(sources, look.target(), Direction.IN, look.time(), look.payment())
                || !sources.hasAtLeast(limits.sources(), since)
                || !search.isFirst(sources, look, since)) {
            return false;
        }
        seen.clear();
        seen.add(look.source(), 0);
        targets.of(look.source(), Direction.OUT, look, since, limits.floor());
        if (targets.size() < limits.targets()) {
            return false;
        }
        int others = 0;
        int payments = 0;
        targets.forgetCommon();
        for (int i = sources.size() - 2; i >= 0 && sources.time(i) > since && search.step(); i--) {
            if (sources.isNew(i) && sources.amount(i) >= limits.floor() && seen.add(sources.account(i), 0)) {
                int before = evidence.size();
                int common = targets.common(sources.account(i), Direction.OUT, look, since, limits.floor(), evidence);
                if (common >= limits.targets()) {
                    others++;
                    payments += common;
                    targets.keepCommon();
                } else {
                    evidence.cutTo(before);
                }
            }
        }
        return others + 1 >= limits.sources() && payments + targets.keptCommon() >= limits.payments();
    }
}
