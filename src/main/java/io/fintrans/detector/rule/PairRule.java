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
        return ledger.highest(Math.max(time, heldFrom), time + windowMillis);
    }

    /**
     * Looks at the windows that end at one time.
     *
     * @return null if none of them is over its threshold
     */
    public @Nullable Peak at(PairLedger ledger, long time) {
        return ledger.highest(time, time + 1);
    }
}
