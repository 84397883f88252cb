package io.fintrans.detector.rule;

import io.fintrans.alert.Measure;
import io.fintrans.rule.Structuring;
import io.fintrans.transaction.AccountId;

/** A pair's structuring: at least so many payments from one account to another within the window stay just under a limit. */
final class StructuringRule extends WindowRule {
    private final Structuring structuring;

    StructuringRule(Validity validity) {
        super(validity);
        this.structuring = Structuring.of(validity.spec().parameters());
    }

    @Override
    public long weight(long amount) {
        return structuring.isNear(amount) ? 1 : 0;
    }

    @Override
    public long limit(AccountId source, String city) {
        return structuring.payments() - 1L;
    }

    @Override
    public Steps steps() {
        return Steps.AT_LEAST;
    }

    @Override
    public boolean mayFind(AccountId source, long amount, long sum) {
        return structuring.isNear(amount);
    }

    @Override
    public boolean mayBeOver(AccountId source, long sum, int payments) {
        return payments >= structuring.payments();
    }

    @Override
    public Measure measure(Peak peak) {
        return Measure.count(Measure.PAYMENTS, peak.total(), peak.limit() + 1);
    }
}
