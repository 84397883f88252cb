package io.fintrans.detector.rule;

import io.fintrans.alert.Measure;
import io.fintrans.rule.LargeFirst;
import io.fintrans.transaction.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A large first payment: an account sends another a large amount, and has sent it nothing in the window before. Payments of the very same
 * time count together, so that the order in which they came does not matter.
 *
 * <p>A payment that comes late may turn out to be the first, and then what was found at a later time is taken back.
 */
final class LargeFirstRule implements PairRule {
    private final Validity validity;
    private final long windowMillis;
    private final long least;

    LargeFirstRule(Validity validity) {
        this.validity = validity;
        this.windowMillis = validity.spec().window().toMillis();
        this.least = LargeFirst.of(validity.spec().parameters()).amount();
    }

    @Override
    public Validity validity() {
        return validity;
    }

    /** All payments count, because each can be the one before. */
    @Override
    public long weight(long amount) {
        return amount;
    }

    @Override
    public long limit(AccountId source, String city) {
        return least - 1;
    }

    @Override
    public Steps steps() {
        return Steps.AT_LEAST;
    }

    /** Each finding is an episode of its own. */
    @Override
    public long reachMillis() {
        return 1;
    }

    @Override
    public boolean mayFind(AccountId source, long amount, long sum) {
        return sum >= least;
    }

    @Override
    public boolean looksBack() {
        return true;
    }

    @Override
    public boolean isRuledOut(long later, long earlier) {
        return validity.judges(later) && earlier < later && earlier > later - windowMillis;
    }

    @Override
    public @Nullable Peak look(PairLedger ledger, long time, long heldFrom) {
        // Of a payment that comes too late for all of its window to be held, nobody can say whether it is the first.
        return time - windowMillis + 1 < heldFrom ? null : at(ledger, time);
    }

    @Override
    public @Nullable Peak at(PairLedger ledger, long time) {
        if (!validity.judges(time) || !isWhole(time) || ledger.payments(time - windowMillis, time - 1) > 0) {
            return null;
        }
        long total = ledger.total(time - 1, time);
        long limit = least - 1;
        return total > limit ? new Peak(steps().reached(total, limit), total, limit, time, time, time) : null;
    }

    /** Of what was before the version came into force only so much is known. */
    private boolean isWhole(long time) {
        return validity.countsAfter() <= time - windowMillis;
    }

    @Override
    public Measure measure(Peak peak) {
        return Measure.money(Measure.TOTAL, peak.total(), peak.limit() + 1);
    }
}
