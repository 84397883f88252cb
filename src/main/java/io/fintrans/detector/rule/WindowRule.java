package io.fintrans.detector.rule;

import org.jspecify.annotations.Nullable;

/**
 * A rule about all windows of a pair: what their payments weigh together is more than a limit.
 *
 * <p>A payment at time {@code t} counts in the windows of all the pair's payments in {@code [t, t + W)}: its own, and, when it
 * comes late, those of payments that came before it. All of them are looked at that end while the version is in force, and one more: that
 * which ends when it comes into force.
 */
abstract class WindowRule implements PairRule {
    private final Validity validity;
    private final long windowMillis;

    WindowRule(Validity validity) {
        this.validity = validity;
        this.windowMillis = validity.spec().window().toMillis();
    }

    @Override
    public Validity validity() {
        return validity;
    }

    @Override
    public long reachMillis() {
        return windowMillis;
    }

    @Override
    public @Nullable Peak look(PairLedger ledger, long time, long heldFrom) {
        return ledger.highest(
                Math.max(Math.max(time, heldFrom), validity.from()), Math.min(time + windowMillis, validity.until()));
    }

    @Override
    public @Nullable Peak at(PairLedger ledger, long time) {
        if (!validity.judges(time)) {
            return null;
        }
        return time == validity.from() ? ledger.asOf(time) : ledger.highest(time, time + 1);
    }

    @Override
    public boolean seesHeld() {
        return validity.from() > 0;
    }
}
