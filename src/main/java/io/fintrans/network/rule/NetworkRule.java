package io.fintrans.network.rule;

import io.fintrans.network.graph.History;
import io.fintrans.network.graph.PaymentGraph;

/** Looks for a kind of laundering around a payment. For one thread. */
public abstract sealed class NetworkRule
        permits AccountStructuringRule,
                BipartiteRule,
                ChainRule,
                ClassRule,
                CycleRule,
                DormantRule,
                FanRule,
                GatherScatterRule,
                MuleRule,
                ScatterGatherRule,
                StackRule,
                SuddenHubRule {
    private final Search search;
    private final History history;
    private long time;

    NetworkRule(PaymentGraph graph) {
        this(graph, Search.MOST_STEPS);
    }

    /** @param most so many payments are looked at for one verdict */
    NetworkRule(PaymentGraph graph, int most) {
        this.search = new Search(graph, most);
        this.history = graph.history();
    }

    /**
     * Whether the payment completes what is looked for, in the payments that are not later. The same payments, the same answer.
     *
     * @param look a payment that is in the graph
     * @param evidence takes the payments that prove it, in an order of their own; empty if there is nothing
     */
    public boolean finds(Look look, Evidence evidence) {
        evidence.clear();
        search.begin(look.time());
        time = look.time();
        boolean found = looksFor(look, evidence);
        if (!found) {
            evidence.clear();
        }
        return found;
    }

    /** The same; what it has left in the evidence counts only where it has found something. */
    abstract boolean looksFor(Look look, Evidence evidence);

    /** Whether it has to know what accounts usually do. */
    boolean usesHistory() {
        return false;
    }

    final Search search() {
        return search;
    }

    final History history() {
        return history;
    }

    /** Whether the last verdict would have needed more history than there is: where nothing is known everybody is new. */
    public boolean isInsufficient() {
        return usesHistory() && !history.isSufficient(time);
    }

    /** Whether the last search was ended before it had seen everything. */
    public boolean isCut() {
        return search.isCut();
    }

    /** Whether a hub was in the way of the last search. */
    public boolean isDamped() {
        return search.isDamped();
    }
}
