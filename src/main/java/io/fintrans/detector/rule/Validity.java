package io.fintrans.detector.rule;

import io.fintrans.rule.Horizon;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;

/**
 * A version of a rule, and which windows and payments it is for.
 *
 * @param from windows that end earlier are judged by another version, or none; in milliseconds since 1970, as are the other times
 * @param until windows that end then or later are judged by another version, or none
 * @param countsAfter payments up to this time do not count, as of {@link Horizon#countsAfter}
 */
public record Validity(RuleSpec spec, long from, long until, long countsAfter) {
    /** As the rulebook has it. */
    static Validity of(RuleSpec spec, Rulebook rulebook, Horizon horizon) {
        return new Validity(spec, spec.from().toEpochMilli(), rulebook.until(spec), horizon.countsAfter(spec));
    }

    /** Whether a window that ends at a time is this version's to judge. */
    boolean judges(long end) {
        return end >= from && end < until;
    }

    /** Whether a window that this version judges may hold a payment of a time. */
    boolean concerns(long time) {
        return time < until && time > from - spec.window().toMillis() && time > countsAfter;
    }

    /** Whether a payment of a time counts. */
    boolean counts(long time) {
        return time > countsAfter;
    }

    /**
     * What the episodes of this version and of those before and after it are known by. What is tried in the shadow has episodes of its own,
     * beside those of the live version.
     */
    String track() {
        return track(spec);
    }

    static String track(RuleSpec spec) {
        String name = spec.id().name();
        return spec.mode() == Mode.SHADOW ? "shadow of " + name : name;
    }
}
