package io.fintrans.learning;

import io.fintrans.rule.SeverityLimits;

/**
 * What decided cases say about the limits of a rule.
 *
 * @param rule its name
 * @param right how many of the earlier decided findings were right
 * @param wrong how many of them were not
 * @param current the limits in force
 * @param proposed the limits that would have served best for the earlier findings; {@code current} where none serve better, or too few were decided
 * @param earlier what the limits in force let through of those findings that were learnt from
 * @param earlierProposed what the proposed ones would
 * @param later what the limits in force let through of those that came after them, and that nothing was learnt from
 * @param laterProposed what the proposed ones would: this is what to judge the proposal by
 */
public record Proposal(
        String rule,
        int right,
        int wrong,
        SeverityLimits current,
        SeverityLimits proposed,
        Tally earlier,
        Tally earlierProposed,
        Tally later,
        Tally laterProposed) {
    /** Of each kind; from fewer nothing is learnt. */
    public static final int LEAST = 5;

    /** Whether enough was decided to learn from. */
    public boolean isLearnt() {
        return right >= LEAST && wrong >= LEAST;
    }

    /** Whether anything is to be changed. */
    public boolean isChange() {
        return !proposed.equals(current);
    }
}
