package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;

/** Looks for a kind of laundering around a payment. For one thread. */
public abstract sealed class NetworkRule permits BipartiteRule, ChainRule, CycleRule, ScatterGatherRule, StackRule {
    private final Search search;

    NetworkRule(PaymentGraph graph) {
        this.search = new Search(graph);
    }

    /**
     * Whether the payment completes what is looked for, in the payments that are not later. The same payments, the same answer.
     *
     * @param look a payment that is in the graph
     * @param evidence takes the payments that prove it, in an order of their own; empty if there is nothing
     */
    public final boolean finds(Look look, Evidence evidence) {
        evidence.clear();
        search.begin(look.time());
        boolean found = looksFor(look, evidence);
        if (!found) {
            evidence.clear();
        }
        return found;
    }

    /** The same; what it has left in the evidence counts only where it has found something. */
    abstract boolean looksFor(Look look, Evidence evidence);

    final Search search() {
        return search;
    }

    /** Whether the last search was ended before it had seen everything. */
    public final boolean isCut() {
        return search.isCut();
    }

    /** Whether a hub was in the way of the last search. */
    public final boolean isDamped() {
        return search.isDamped();
    }
}
