package io.fintrans.detector.rule;

import io.fintrans.alert.Measure;
import io.fintrans.rule.PairTotal;
import io.fintrans.rule.Thresholds;
import io.fintrans.transaction.AccountId;

/** The pair's total: what one account has sent to another within the window is more than the threshold. */
final class PairTotalRule extends WindowRule {
    private final Thresholds thresholds;

    PairTotalRule(Validity validity) {
        super(validity);
        this.thresholds = PairTotal.of(validity.spec().parameters()).thresholds();
    }

    @Override
    public long weight(long amount) {
        return amount;
    }

    @Override
    public long limit(AccountId source, String city) {
        return thresholds.of(source, city);
    }

    @Override
    public Steps steps() {
        return Steps.MORE_THAN;
    }

    /** What all payments together do not pass, no window passes. */
    @Override
    public boolean mayFind(AccountId source, long amount, long sum) {
        return sum > thresholds.lowest(source);
    }

    @Override
    public boolean mayBeOver(AccountId source, long sum, int payments) {
        return sum > thresholds.lowest(source);
    }

    @Override
    public Measure measure(Peak peak) {
        return Measure.money(Measure.TOTAL, peak.total(), peak.limit());
    }
}
