package io.fintrans.reconcile;

import io.fintrans.alert.Measure;
import io.fintrans.alert.Typology;
import io.fintrans.rule.Horizon;
import io.fintrans.rule.LargeFirst;
import io.fintrans.rule.PairTotal;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.Structuring;
import io.fintrans.transaction.AccountId;
import java.util.List;

/** One version of a rule, as {@link ModelDetector} asks it: word for word what a version does. */
record ModelRule(RuleSpec spec, long from, long until, long countsAfter) {
    static ModelRule of(RuleSpec spec, Rulebook rulebook, Horizon horizon) {
        return new ModelRule(spec, spec.from().toEpochMilli(), rulebook.until(spec), horizon.countsAfter(spec));
    }

    boolean isInForce(long time) {
        return from <= time && time < until;
    }

    long window() {
        return spec.window().toMillis();
    }

    /** Windows over the limit belong together if less than this lies between them. */
    long reach() {
        return isFirst() ? 1 : window();
    }

    boolean isFirst() {
        return spec.typology() == Typology.LARGE_FIRST;
    }

    /** Whether a payment is in the window that ends at a time. */
    boolean holds(long end, long time) {
        return time <= end && time > end - reach() && time > countsAfter;
    }

    boolean counts(long cents) {
        return spec.typology() != Typology.STRUCTURING || structuring().isNear(cents);
    }

    /** What the payments of a window are measured by. */
    long value(List<Long> cents) {
        return spec.typology() == Typology.STRUCTURING
                ? cents.size()
                : cents.stream().mapToLong(Long::longValue).sum();
    }

    long limit(AccountId source, String city) {
        return switch (spec.typology()) {
            case PAIR_TOTAL -> PairTotal.of(spec.parameters()).thresholds().of(source, city);
            case STRUCTURING -> structuring().payments();
            case LARGE_FIRST -> LargeFirst.of(spec.parameters()).amount();
            case FAN_IN,
                    FAN_OUT,
                    GATHER_SCATTER,
                    SCATTER_GATHER,
                    CYCLE,
                    CHAIN,
                    BIPARTITE,
                    STACK,
                    MULE,
                    ACCOUNT_STRUCTURING,
                    SUDDEN_HUB,
                    DORMANT -> throw new IllegalArgumentException("not about a pair");
        };
    }

    /** 1 to 10 times the limit, then 20, 40 and so on; 0 for none. */
    long step(long value, long limit) {
        long reached = 0;
        for (long step = 1; isReached(value, step * limit); step = step < 10 ? step + 1 : 2 * step) {
            reached = step;
        }
        return reached;
    }

    private boolean isReached(long value, long enough) {
        return spec.typology() == Typology.PAIR_TOTAL ? value > enough : value >= enough;
    }

    Measure measure(long value, long limit) {
        return spec.typology() == Typology.STRUCTURING
                ? Measure.count(Measure.PAYMENTS, value, limit)
                : Measure.money(Measure.TOTAL, value, limit);
    }

    private Structuring structuring() {
        return Structuring.of(spec.parameters());
    }
}
