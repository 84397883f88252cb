package io.fintrans.explain;

import io.fintrans.alert.Measure;
import io.fintrans.past.PastPayment;
import io.fintrans.rule.RuleSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one rule says of a pair at a time.
 *
 * @param moreThan whether what was measured must be more than its limit, and not only as much
 * @param measure what was measured, and its limit; null if no payment counts
 * @param shortenedTo payments up to this time do not count, because the version reaches behind what was held when it came into force; null if
 *     the window is whole
 * @param payments the newest of those that count, the oldest first
 * @param counted how many count
 * @param ruledOutBy the payment because of which there is nothing; null if there is none
 */
public record RuleAnswer(
        RuleSpec rule,
        Verdict verdict,
        boolean moreThan,
        @Nullable Measure measure,
        @Nullable Instant shortenedTo,
        List<PastPayment> payments,
        int counted,
        @Nullable PastPayment ruledOutBy) {
    /** So many payments are named. */
    public static final int MOST_PAYMENTS = 5;

    private static final long WHOLE = 1000;

    public RuleAnswer {
        payments = List.copyOf(payments);
    }

    /** How much is missing, in the measure's unit; less than zero if it is over. */
    public long margin() {
        return measure == null ? 0 : measure.limit() - measure.value();
    }

    /** How near the limit it comes, in thousandths of it; 0 where the rule cannot find anything however much it is. */
    public long nearness() {
        if (measure == null || measure.limit() == 0 || verdict == Verdict.RULED_OUT) {
            return 0;
        }
        return measure.value() > Long.MAX_VALUE / WHOLE
                ? Long.MAX_VALUE / measure.limit()
                : measure.value() * WHOLE / measure.limit();
    }
}
