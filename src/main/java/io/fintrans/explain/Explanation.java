package io.fintrans.explain;

import io.fintrans.alert.Subject;
import java.util.List;

/**
 * What the rules say of a pair at a time.
 *
 * @param answers of each rule that is in force then
 */
public record Explanation(Subject.Pair pair, List<RuleAnswer> answers) {
    public Explanation {
        answers = List.copyOf(answers);
    }

    /** How near any of the rules comes to its limit, in thousandths of it. */
    public long nearness() {
        return answers.stream().mapToLong(RuleAnswer::nearness).max().orElse(0);
    }

    /** Whether any payment counts for any rule. */
    public boolean hasPayments() {
        return answers.stream().anyMatch(answer -> answer.verdict() != Verdict.NO_PAYMENT);
    }
}
