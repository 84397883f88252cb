package io.fintrans.reconcile.oracle;

import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far back the detector holds payments, computed again from the rules: what the versions that are in force need for their windows, as
 * long as a payment may come late. A version begins with what was held for those before it.
 */
public final class HeldTimes {
    private final Rulebook rules;
    private final long lateness;
    /** Those that find anything, in the order in which they come into force. */
    private final List<RuleSpec> finding;

    private final Map<RuleSpec, Long> countsAfter = new HashMap<>();

    /** @param lateness L in milliseconds */
    public HeldTimes(Rulebook rules, long lateness) {
        this.rules = rules;
        this.lateness = lateness;
        this.finding = new ArrayList<>(rules.specs());
        finding.removeIf(spec -> !spec.mode().finds());
        finding.sort(Comparator.comparing(RuleSpec::from));
        for (RuleSpec spec : finding) {
            long from = spec.from().toEpochMilli();
            countsAfter.put(spec, from == 0 ? Long.MIN_VALUE : neededBefore(from, from - 1));
        }
    }

    /** Payments up to this time do not count for a version, in milliseconds since 1970; {@link Long#MIN_VALUE} if all do. */
    public long countsAfter(RuleSpec version) {
        return countsAfter.getOrDefault(version, Long.MIN_VALUE);
    }

    /** Payments up to this time may have left when time has come so far; both in milliseconds since 1970. */
    public long leftUpTo(long time) {
        return neededBefore(time - lateness, time - lateness);
    }

    /** Up to when no version that is in force at a time needs a payment for a window that ends at another. */
    private long neededBefore(long end, long time) {
        long needed = end;
        for (RuleSpec spec : finding) {
            if (rules.isInForce(spec, time)) {
                needed = Math.min(needed, Math.max(end - spec.window().toMillis(), countsAfter(spec)));
            }
        }
        return needed;
    }
}
