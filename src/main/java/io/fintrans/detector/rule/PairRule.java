package io.fintrans.detector.rule;

import org.jspecify.annotations.Nullable;

/**
 * Structuring: what one account has sent to another within the window is more than the threshold.
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
        int end = ledger.firstAfter(Math.max(time, heldFrom) - 1);
        int first = 0;
        Peak peak = null;
        while (end < ledger.size() && ledger.time(end) - time < windowMillis) {
            long at = ledger.time(end);
            int last = end;
            while (end < ledger.size() && ledger.time(end) == at) {
                end++;
            }
            first = firstInWindow(ledger, first, at);
            long total = ledger.total(first, end);
            for (int i = last; i < end; i++) {
                peak = higher(peak, total, ledger.limit(i), at, first, end);
            }
        }
        return peak;
    }

    /** Binary search for the first window, a few steps forward for each further one. */
    private int firstInWindow(PairLedger ledger, int known, long at) {
        long exclusive = at - windowMillis;
        if (known == 0) {
            return ledger.firstAfter(exclusive);
        }
        int first = known;
        while (ledger.time(first) <= exclusive) {
            first++;
        }
        return first;
    }

    private static @Nullable Peak higher(@Nullable Peak peak, long total, long limit, long at, int first, int end) {
        if (total <= limit) {
            return peak;
        }
        long step = (total - 1) / limit;
        if (peak == null) {
            return new Peak(step, total, limit, at, first, end, at, at);
        }
        if (step > peak.step() || (step == peak.step() && total > peak.total())) {
            return new Peak(step, total, limit, at, first, end, peak.firstOver(), at);
        }
        return new Peak(
                peak.step(), peak.total(), peak.limit(), peak.at(), peak.first(), peak.end(), peak.firstOver(), at);
    }
}
