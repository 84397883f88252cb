package io.fintrans.learning;

import io.fintrans.learning.Finding.Verdict;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.SeverityLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the limits of a rule's severity that would have served best. It learns from the findings that came first and tries what it has learnt on those
 * that came after them, so that nothing of these is known when limits are chosen.
 */
final class LimitSearch {
    /** What part of the findings that were decided is learnt from, in hundredths. */
    private static final int EARLIER = 70;

    private static final int STEP = 25;
    private static final int WHOLE = 1000;
    private static final List<Integer> HISTORIES = List.of(0, 7, 14, 21, 28);
    private static final List<Duration> SPANS =
            List.of(Duration.ZERO, Duration.ofHours(6), Duration.ofHours(12), Duration.ofDays(1), Duration.ofDays(3));

    private final int falsePositives;

    /** @param falsePositives how many false positives one finding that is right is worth: 1 or more */
    LimitSearch(int falsePositives) {
        this.falsePositives = falsePositives;
    }

    /** @param findings of this rule, in any order */
    Proposal propose(RuleSpec rule, List<Finding> findings) {
        List<Finding> sorted = findings.stream()
                .sorted(Comparator.comparing(Finding::at)
                        .thenComparing(Finding::share)
                        .thenComparing(Finding::span)
                        .thenComparing(Finding::verdict))
                .toList();
        int first = firstOfTheLater(sorted);
        List<Finding> earlier = sorted.subList(0, first);
        List<Finding> later = sorted.subList(first, sorted.size());
        SeverityLimits current = SeverityLimits.of(rule);
        int right = count(earlier, Verdict.RIGHT);
        int wrong = count(earlier, Verdict.WRONG);
        SeverityLimits best = right < Proposal.LEAST || wrong < Proposal.LEAST ? current : best(earlier, current);
        return new Proposal(
                rule.id().name(),
                right,
                wrong,
                current,
                best,
                Tally.of(earlier, current),
                Tally.of(earlier, best),
                Tally.of(later, current),
                Tally.of(later, best));
    }

    /** Behind so many of those that were decided; findings of the same time stay together. */
    private static int firstOfTheLater(List<Finding> sorted) {
        int decided = sorted.size() - count(sorted, Verdict.UNKNOWN);
        int wanted = decided * EARLIER / 100;
        int at = 0;
        for (int seen = 0; at < sorted.size() && seen < wanted; at++) {
            seen += sorted.get(at).verdict() == Verdict.UNKNOWN ? 0 : 1;
        }
        while (at > 0
                && at < sorted.size()
                && sorted.get(at).at().equals(sorted.get(at - 1).at())) {
            at++;
        }
        return at;
    }

    private static int count(List<Finding> findings, Verdict verdict) {
        return (int) findings.stream().filter(each -> each.verdict() == verdict).count();
    }

    /** Of limits that serve equally well those that make least work; and those in force where nothing is better. */
    private SeverityLimits best(List<Finding> findings, SeverityLimits current) {
        SeverityLimits best = current;
        Tally most = Tally.of(findings, current);
        for (SeverityLimits each : candidates(current)) {
            Tally tally = Tally.of(findings, each);
            long more = tally.worth(falsePositives) - most.worth(falsePositives);
            if (more > 0 || (more == 0 && tally.all() < most.all())) {
                best = each;
                most = tally;
            }
        }
        return best;
    }

    private static List<SeverityLimits> candidates(SeverityLimits current) {
        List<SeverityLimits> all = new ArrayList<>();
        for (int share : shares(current)) {
            for (int history : Stream.concat(Stream.of(current.history()), HISTORIES.stream())
                    .toList()) {
                all.add(new SeverityLimits(share, history, current.spanMillis()));
                SPANS.forEach(span -> all.add(new SeverityLimits(share, history, (int) span.toMillis())));
            }
        }
        return all;
    }

    private static List<Integer> shares(SeverityLimits current) {
        return IntStream.concat(
                        IntStream.of(current.share(), 1),
                        IntStream.iterate(STEP, share -> share <= WHOLE, share -> share + STEP))
                .boxed()
                .toList();
    }
}
