package io.fintrans.explain;

import io.fintrans.alert.Subject;
import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.rule.Peak;
import io.fintrans.detector.rule.Steps;
import io.fintrans.past.PastPayment;
import io.fintrans.rule.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers why there is a finding, or none: of each rule that is in force at a time, what it measures in the window that ends then. It looks at
 * the window as a whole; in which order its payments came does not matter.
 */
public final class WhyNot {
    /** How late a payment may come and still have its own window looked at, where nothing else is said. */
    public static final Duration USUAL_LATENESS = Duration.ofMinutes(10);

    /** So many pairs of an account are told. */
    public static final int MOST_PAIRS = 10;

    private static final Comparator<PastPayment> IN_ORDER = Comparator.comparingLong(PastPayment::time)
            .thenComparing(PastPayment::topic)
            .thenComparingInt(PastPayment::partition)
            .thenComparingLong(PastPayment::offset)
            .thenComparingInt(past -> past.payment().index());

    private final long at;
    private final List<PairRule> inForce;

    /**
     * Makes one for a time.
     *
     * @param rulebook all versions of all rules
     * @param lateness how late a payment may come and still have its own window looked at
     */
    public WhyNot(Rulebook rulebook, Duration lateness, Instant at) {
        this.at = at.toEpochMilli();
        this.inForce = PairRules.of(rulebook, lateness.toMillis()).all().stream()
                .filter(rule -> rule.validity().from() <= this.at
                        && this.at < rule.validity().until())
                .toList();
    }

    /** Payments of before do not matter to any rule. */
    public Instant from() {
        long from = at;
        for (PairRule rule : inForce) {
            long window = rule.spec().window().toMillis();
            // Whether a payment is the first depends on the window before it, too.
            from = Math.min(from, at - (rule.looksBack() ? 2 * window : window));
        }
        return Instant.ofEpochMilli(Math.max(0, from));
    }

    /** What the rules say about the subject that payments were picked for. */
    public Explanations answer(AskedPayments asked) {
        List<Explanation> pairs = asked.subject() instanceof Subject.Pair pair
                ? List.of(explain(pair, asked.pairs().getOrDefault(pair, List.of())))
                : nearest(asked.pairs());
        return new Explanations(
                asked.subject(),
                Instant.ofEpochMilli(at),
                from(),
                inForce.size(),
                asked.pairs().size(),
                asked.isCut(),
                pairs);
    }

    /** The pairs that come nearest to any limit, the nearest first; {@link #MOST_PAIRS} at most. */
    private List<Explanation> nearest(Map<Subject.Pair, List<PastPayment>> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> explain(pair.getKey(), pair.getValue()))
                .filter(Explanation::hasPayments)
                .sorted(Comparator.comparingLong(Explanation::nearness)
                        .reversed()
                        .thenComparing(explanation -> explanation.pair().key()))
                .limit(MOST_PAIRS)
                .toList();
    }

    /**
     * What each rule says of a pair.
     *
     * @param payments the pair's, in any order; later ones do not matter
     */
    public Explanation explain(Subject.Pair pair, List<PastPayment> payments) {
        List<PastPayment> known = payments.stream()
                .filter(payment -> payment.time() <= at)
                .sorted(IN_ORDER)
                .toList();
        return new Explanation(
                pair, inForce.stream().map(rule -> answer(rule, pair, known)).toList());
    }

    private RuleAnswer answer(PairRule rule, Subject.Pair pair, List<PastPayment> known) {
        long countsAfter = rule.validity().countsAfter();
        long begin = at - rule.spec().window().toMillis();
        List<PastPayment> window = between(known, Math.max(begin, countsAfter), at);
        if (window.isEmpty()) {
            return new RuleAnswer(rule.spec(), Verdict.NO_PAYMENT, moreThan(rule), null, null, List.of(), 0, null);
        }
        PastPayment ruledOutBy = null;
        if (rule.looksBack()) {
            List<PastPayment> counted = between(known, countsAfter, at);
            long telling = tellingTime(rule, pair, window, counted);
            ruledOutBy = newestThatRulesOut(rule, telling, between(counted, countsAfter, telling));
            window = between(window, telling - rule.reachMillis(), telling);
            begin = telling - rule.spec().window().toMillis();
        }
        return answer(rule, pair, window, ruledOutBy, countsAfter > begin ? countsAfter : Long.MIN_VALUE);
    }

    private RuleAnswer answer(
            PairRule rule,
            Subject.Pair pair,
            List<PastPayment> window,
            @Nullable PastPayment ruledOutBy,
            long shortenedTo) {
        List<PastPayment> counted = window.stream()
                .filter(payment -> rule.weight(minorUnits(payment)) > 0)
                .toList();
        long total = counted.stream()
                .mapToLong(payment -> rule.weight(minorUnits(payment)))
                .reduce(0, WhyNot::sum);
        long limit = rule.limit(pair.source(), window.get(window.size() - 1).topic());
        boolean shortened = shortenedTo != Long.MIN_VALUE;
        return new RuleAnswer(
                rule.spec(),
                verdict(rule, total > limit, ruledOutBy != null, shortened),
                moreThan(rule),
                rule.measure(new Peak(0, total, limit, at, at, at)),
                shortened ? Instant.ofEpochMilli(shortenedTo) : null,
                counted.subList(Math.max(0, counted.size() - RuleAnswer.MOST_PAYMENTS), counted.size()),
                counted.size(),
                ruledOutBy);
    }

    private static Verdict verdict(PairRule rule, boolean over, boolean ruledOut, boolean shortened) {
        if (ruledOut) {
            return Verdict.RULED_OUT;
        }
        if (!over) {
            return Verdict.UNDER;
        }
        // Of what was before, nobody knows whether a payment is the first.
        return rule.looksBack() && shortened ? Verdict.NOT_KNOWN : Verdict.FOUND;
    }

    /** The detector rejects what would be too large to add up, but nobody must rely on that here. */
    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private static boolean moreThan(PairRule rule) {
        return rule.steps() == Steps.MORE_THAN;
    }

    private static long minorUnits(PastPayment payment) {
        return payment.payment().amount().minorUnits();
    }

    /**
     * When the payment came that says most of a rule which looks at first ones: the newest that it finds, or else the largest one of the window.
     *
     * @param counted the window's payments, and those before them that can rule these out
     */
    private static long tellingTime(
            PairRule rule, Subject.Pair pair, List<PastPayment> window, List<PastPayment> counted) {
        long telling = 0;
        long largest = -1;
        int begin = counted.size() - window.size();
        for (int end = counted.size(); end > begin; ) {
            PastPayment last = counted.get(end - 1);
            long total = 0;
            while (end > 0 && counted.get(end - 1).time() == last.time()) {
                end--;
                total = sum(total, rule.weight(minorUnits(counted.get(end))));
            }
            // Whatever is earlier than the one before rules out less.
            boolean first = end == 0
                    || !rule.isRuledOut(last.time(), counted.get(end - 1).time());
            if (first && total > rule.limit(pair.source(), last.topic())) {
                return last.time();
            }
            if (total > largest) {
                largest = total;
                telling = last.time();
            }
        }
        return telling;
    }

    private static @Nullable PastPayment newestThatRulesOut(PairRule rule, long time, List<PastPayment> known) {
        List<PastPayment> all = new ArrayList<>(known);
        all.removeIf(payment -> !rule.isRuledOut(time, payment.time()));
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    private static List<PastPayment> between(List<PastPayment> payments, long after, long upTo) {
        return payments.stream()
                .filter(payment -> payment.time() > after && payment.time() <= upTo)
                .toList();
    }
}
