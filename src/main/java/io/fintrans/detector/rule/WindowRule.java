package io.fintrans.detector.rule;

import io.fintrans.rule.RuleSpec;
import org.jspecify.annotations.Nullable;

/**
 * A rule about all windows of a pair: what their payments weigh together is more than a limit.
 *
 * <p>A payment at time {@code t} counts in the windows of all the pair's payments in {@code [t, t + W)}: its own, and, when it
 * comes late, those of payments that came before it. All of them are looked at that end while the version is in force.
 */
abstract class WindowRule implements PairRule {
    private final RuleSpec spec;
    private final long windowMillis;
    private final long from;
    private final long until;

    /** @param until when the next version is in force, in milliseconds since 1970 */
    WindowRule(RuleSpec spec, long until) {
        this.spec = spec;
        this.windowMillis = spec.window().toMillis();
        this.from = spec.from().toEpochMilli();
        this.until = until;
    }

    @Override
    public RuleSpec spec() {
        return spec;
    }

    @Override
    public long reachMillis() {
        return windowMillis;
    }

    @Override
    public @Nullable Peak look(PairLedger ledger, long time, long heldFrom) {
        return ledger.highest(Math.max(Math.max(time, heldFrom), from), Math.min(time + windowMillis, until));
    }

    @Override
    public @Nullable Peak at(PairLedger ledger, long time) {
        return time < from || time >= until ? null : ledger.highest(time, time + 1);
    }
}
