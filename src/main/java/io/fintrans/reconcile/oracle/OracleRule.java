package io.fintrans.reconcile.oracle;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Typology;
import io.fintrans.rule.PairTotal;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Structuring;
import io.fintrans.rule.Thresholds;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import org.jspecify.annotations.Nullable;

/**
 * A version of a rule about the windows of a pair, as the proof computes it: what each payment weighs, and what a window must weigh more than.
 * Money weighs its minor units. Where payments are counted, each weighs {@link #ONE}, so that "at least three" is the same as "more than three
 * times {@link #ONE}, less one".
 */
public abstract class OracleRule {
    /** Of a payment that is counted: more than there will ever be steps, so that rounding to steps is right. */
    static final long ONE = 1L << 20;

    private final RuleSpec spec;

    private OracleRule(RuleSpec spec) {
        this.spec = spec;
    }

    static OracleRule of(RuleSpec spec) {
        return switch (spec.typology()) {
            case PAIR_TOTAL -> new Total(spec);
            case STRUCTURING -> new Count(spec);
            case LARGE_FIRST,
                    FAN_IN,
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
                    DORMANT -> throw new IllegalArgumentException("no rule about windows of a pair: " + spec.id());
        };
    }

    /** Whether each payment weighs the same for another version of the same rule. */
    boolean weighsAs(OracleRule other) {
        return spec.typology() == Typology.PAIR_TOTAL || spec.parameters().equals(other.spec.parameters());
    }

    /** 0 if the payment does not count. */
    public abstract long weight(long minorUnits);

    /** What a window that ends with a payment of {@code source} in {@code city} must weigh more than. */
    public abstract long threshold(String city, AccountId source);

    /** What the alert says that its window weighs. */
    public abstract long weight(Alert alert);

    /** What the alert says that this is more than. */
    public abstract long threshold(Alert alert);

    /** A weight, or a threshold, for people. */
    public abstract String words(long weight);

    /** What is wrong with the alert's measures by themselves; null if nothing is. */
    public abstract @Nullable String flawOfMeasures(Alert alert);

    private static final class Total extends OracleRule {
        private final Thresholds thresholds;

        Total(RuleSpec spec) {
            super(spec);
            this.thresholds = PairTotal.of(spec.parameters()).thresholds();
        }

        @Override
        public long weight(long minorUnits) {
            return minorUnits;
        }

        @Override
        public long threshold(String city, AccountId source) {
            return thresholds.of(source, city);
        }

        @Override
        public long weight(Alert alert) {
            return alert.measure().value();
        }

        @Override
        public long threshold(Alert alert) {
            return alert.measure().limit();
        }

        @Override
        public String words(long weight) {
            return Money.usd(weight).toString();
        }

        @Override
        @Nullable
        public String flawOfMeasures(Alert alert) {
            Measure measure = alert.measure();
            boolean one = alert.measures().size() == 1
                    && measure.equals(Measure.money(Measure.TOTAL, measure.value(), measure.limit()));
            return one ? null : "it has other measures than one total";
        }
    }

    private static final class Count extends OracleRule {
        private final Structuring structuring;

        Count(RuleSpec spec) {
            super(spec);
            this.structuring = Structuring.of(spec);
        }

        @Override
        public long weight(long minorUnits) {
            return structuring.isNear(minorUnits) ? ONE : 0;
        }

        @Override
        public long threshold(String city, AccountId source) {
            return structuring.payments() * ONE - 1;
        }

        @Override
        public long weight(Alert alert) {
            return weighed(alert.measure().value());
        }

        @Override
        public long threshold(Alert alert) {
            return weighed(alert.measure().limit()) - 1;
        }

        /** An alert that nobody but a forger writes may count more payments than there can be. */
        private static long weighed(long payments) {
            return Math.min(payments, Long.MAX_VALUE / ONE / 2) * ONE;
        }

        @Override
        public String words(long weight) {
            return io.fintrans.transaction.Count.of((weight + ONE - 1) / ONE, "payment");
        }

        @Override
        @Nullable
        public String flawOfMeasures(Alert alert) {
            Measure counted = alert.measure();
            if (alert.measures().size() != 2
                    || !counted.equals(Measure.count(Measure.PAYMENTS, counted.value(), counted.limit()))) {
                return "it has other measures than the number of payments and their total";
            }
            Measure total = alert.measures().get(1);
            if (!total.equals(Measure.money(Measure.TOTAL, total.value(), 0))) {
                return "its second measure is no total";
            }
            if (counted.value() != alert.payments()) {
                return "it counts " + counted.value() + " payments but has " + alert.payments();
            }
            return isTotal(alert, total.value()) ? null : "its evidence does not add up to its total " + alert.total();
        }

        /** Of the payments that are not listed it is known that each is just under a limit. */
        private boolean isTotal(Alert alert, long total) {
            long[] limits = structuring.limits();
            long rest = total - alert.evidence().listedMinorUnits();
            long least = limits[0] * structuring.nearPermille() / 1000;
            if (alert.omitted() == 0) {
                return rest == 0;
            }
            long each = rest / alert.omitted();
            return rest >= 0 && each >= least && each < limits[limits.length - 1];
        }
    }
}
