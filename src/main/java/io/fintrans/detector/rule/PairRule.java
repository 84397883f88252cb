package io.fintrans.detector.rule;

import org.jspecify.annotations.Nullable;

/**
 * The pair's total: what one account has sent to another within the window is more than the threshold.
 *
 * <p>A payment at time {@code t} counts in the windows of all the pair's payments in {@code [t, t + W)}: its own, and, when it
 * comes late, those of payments that came before it. All of them are looked at.
 */
public final class PairRule {
    private final long windowMillis;

    public PairRule(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    /**
     * Looks at every window that a payment has changed.
     *
     * @param ledger all of the pair's payments that these windows may hold, the new one among them
     * @param time of the new payment
     * @param heldFrom windows that end before this time hold nothing any more and are left alone
     * @return null if none of them is over its threshold
     */
    public @Nullable Peak evaluate(PairLedger ledger, long time, long heldFrom) {
        return highest(ledger, Math.max(time, heldFrom), time + windowMillis);
    }

    private static @Nullable Peak highest(PairLedger ledger, long from, long until) {
        Peak peak = null;
        for (WindowTree tree : ledger.trees()) {
            Peak one = highest(tree, from, until);
            if (one != null) {
                peak = peak == null ? one : peak.with(one);
            }
        }
        return peak;
    }

    /**
     * Looks at the windows that end at one time.
     *
     * @return null if none of them is over its threshold
     */
    public @Nullable Peak at(PairLedger ledger, long time) {
        return highest(ledger, time, time + 1);
    }

    /** With one threshold for all, the highest total is furthest over. */
    private static @Nullable Peak highest(WindowTree tree, long from, long until) {
        long limit = tree.limit();
        long total = tree.highest(from, until);
        if (total <= limit) {
            return null;
        }
        return new Peak(
                Steps.reached(total, limit),
                total,
                limit,
                tree.firstOver(from, until, total - 1),
                tree.firstOver(from, until, limit),
                tree.lastOver(from, until, limit));
    }
}
