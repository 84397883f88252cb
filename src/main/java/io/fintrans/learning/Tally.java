package io.fintrans.learning;

import io.fintrans.learning.Finding.Verdict;
import io.fintrans.rule.SeverityLimits;
import java.util.List;

/**
 * How many findings have medium severity or more under some limits.
 *
 * @param right of those that people have found to be right
 * @param wrong of those that were false positives
 * @param all of all that there are, decided or not
 */
public record Tally(int right, int wrong, int all) {
    static Tally of(List<Finding> findings, SeverityLimits limits) {
        int right = 0;
        int wrong = 0;
        int all = 0;
        for (Finding each : findings) {
            if (each.keeps(limits)) {
                all++;
                right += each.verdict() == Verdict.RIGHT ? 1 : 0;
                wrong += each.verdict() == Verdict.WRONG ? 1 : 0;
            }
        }
        return new Tally(right, wrong, all);
    }

    /** What they are worth, where one that is right is worth so many false positives. */
    long worth(int falsePositives) {
        return (long) right * falsePositives - wrong;
    }
}
