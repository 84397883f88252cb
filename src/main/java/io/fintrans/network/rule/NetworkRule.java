package io.fintrans.network.rule;

/** Looks for a kind of laundering around a payment. */
public interface NetworkRule {
    /**
     * Whether the payment completes what is looked for, in the payments that are not later. The same payments, the same answer.
     *
     * @param look a payment that is in the graph
     * @param evidence takes the payments that prove it, in an order of their own; empty if there is nothing
     */
    boolean finds(Look look, Evidence evidence);

    /** Whether the last search was ended before it had seen everything. */
    boolean isCut();

    /** Whether a hub was in the way of the last search. */
    boolean isDamped();
}
