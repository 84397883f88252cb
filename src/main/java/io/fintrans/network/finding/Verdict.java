package io.fintrans.network.finding;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import java.util.List;

/**
 * What a rule has found at a payment. The smaller one is of the earlier payment.
 *
 * @param rule the version that has found it
 * @param payment that completes what was looked for
 * @param subject whom it is about
 * @param evidence each once, in canonical order
 * @param circumstances what tells it from an innocent one
 * @param isCut whether the search was ended before it had seen everything
 */
public record Verdict(
        RuleId rule,
        KnownPayment payment,
        Subject subject,
        List<KnownPayment> evidence,
        Circumstances circumstances,
        boolean isCut)
        implements Comparable<Verdict> {
    public Verdict {
        evidence = List.copyOf(evidence);
    }

    @Override
    public int compareTo(Verdict other) {
        return payment.compareTo(other.payment);
    }
}
