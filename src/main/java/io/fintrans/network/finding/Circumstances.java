package io.fintrans.network.finding;

/**
 * What tells a finding from one that is innocent. It is measured when its payment is looked at, from payments that nobody can add to any more, so that it does
 * not depend on when they came.
 *
 * @param share of all that the accounts of the evidence paid and were paid meanwhile, how much is evidence, in thousandths: who launders does little
 *     else on such accounts
 * @param history how many whole units of history there were
 */
public record Circumstances(int share, int history) {
    /** Of nothing. */
    static final Circumstances NONE = new Circumstances(0, 0);

    /** Of several findings, the worst, and the longest history. */
    Circumstances with(Circumstances other) {
        return new Circumstances(Math.max(share, other.share), Math.max(history, other.history));
    }
}
