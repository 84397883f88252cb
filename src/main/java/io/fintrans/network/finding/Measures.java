package io.fintrans.network.finding;

import io.fintrans.alert.Measure;
import io.fintrans.alert.Subject;
import io.fintrans.rule.Bipartite;
import io.fintrans.rule.Chain;
import io.fintrans.rule.Cycle;
import io.fintrans.rule.Dormant;
import io.fintrans.rule.Fan;
import io.fintrans.rule.GatherScatter;
import io.fintrans.rule.Mule;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.ScatterGather;
import io.fintrans.rule.SeverityLimits;
import io.fintrans.rule.Stack;
import io.fintrans.rule.Structuring;
import io.fintrans.transaction.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** What is measured of an episode: first what its rule has a limit for, then what every alert of the network tells. */
final class Measures {
    private final RuleSpec spec;
    private final Subject subject;
    private final List<KnownPayment> evidence;
    private final Episode episode;

    /** @param evidence in canonical order, at least one payment */
    Measures(RuleSpec spec, Subject subject, List<KnownPayment> evidence, Episode episode) {
        this.spec = spec;
        this.subject = subject;
        this.evidence = evidence;
        this.episode = episode;
    }

    List<Measure> all() {
        List<Measure> all = new ArrayList<>(ofRule());
        all.add(Measure.money(Measure.TOTAL, total(any -> true) + episode.omittedMinorUnits(), 0));
        Circumstances circumstances = episode.circumstances();
        SeverityLimits limits = SeverityLimits.of(spec);
        all.add(new Measure(Measure.SHARE, circumstances.share(), limits.share(), Measure.Unit.PERMILLE));
        all.add(Measure.count(Measure.HISTORY, circumstances.history(), limits.history()));
        all.add(Measure.count("findings", episode.count(), 0));
        all.add(new Measure(
                Measure.SPAN,
                evidence.get(evidence.size() - 1).time() - evidence.get(0).time(),
                limits.spanMillis(),
                Measure.Unit.MILLIS));
        return all;
    }

    private List<Measure> ofRule() {
        return switch (spec.typology()) {
            case FAN_IN ->
                List.of(count("sources", KnownPayment::source, Fan.of(spec).accounts()));
            case FAN_OUT ->
                List.of(count("targets", KnownPayment::target, Fan.of(spec).accounts()));
            case GATHER_SCATTER -> {
                GatherScatter limits = GatherScatter.of(spec.parameters());
                yield List.of(
                        sources(limits.accounts()),
                        targets(limits.accounts()),
                        kept(limits.handedOn().least()));
            }
            case SCATTER_GATHER ->
                List.of(Measure.count(
                        "accounts",
                        between(),
                        ScatterGather.of(spec.parameters()).accounts()));
            case CYCLE -> List.of(payments(Cycle.of(spec.parameters()).shortest()));
            case CHAIN -> List.of(payments(Chain.of(spec.parameters()).payments()));
            case BIPARTITE -> {
                Bipartite limits = Bipartite.of(spec.parameters());
                yield List.of(
                        count("sources", KnownPayment::source, limits.sources()),
                        count("targets", KnownPayment::target, limits.targets()));
            }
            case STACK ->
                List.of(count(
                        "sources",
                        KnownPayment::source,
                        Stack.of(spec.parameters()).accounts()));
            case MULE -> {
                Mule limits = Mule.of(spec.parameters());
                yield List.of(kept(limits.handedOn().least()), sources(limits.in()), targets(limits.out()));
            }
            case ACCOUNT_STRUCTURING -> List.of(payments(Structuring.of(spec).payments()));
            case SUDDEN_HUB -> List.of(payments(1));
            case DORMANT ->
                List.of(Measure.money(
                        "amount", largest(), Dormant.of(spec.parameters()).amount()));
            default ->
                throw new IllegalArgumentException(
                        "no rule of the network looks for " + spec.typology().code());
        };
    }

    private Measure payments(int limit) {
        return Measure.count(Measure.PAYMENTS, evidence.size() + (long) episode.omitted(), limit);
    }

    private static Measure count(String name, long value, int limit) {
        return Measure.count(name, value, limit);
    }

    private Measure count(String name, Function<KnownPayment, AccountId> account, int limit) {
        return count(name, evidence.stream().map(account).distinct().count(), limit);
    }

    /** Of the subject, which is one account. */
    private Measure sources(int limit) {
        return count(
                "sources",
                evidence.stream()
                        .filter(this::isIn)
                        .map(KnownPayment::source)
                        .distinct()
                        .count(),
                limit);
    }

    /** Of the subject, which is one account. */
    private Measure targets(int limit) {
        return count(
                "targets",
                evidence.stream()
                        .filter(this::isOut)
                        .map(KnownPayment::target)
                        .distinct()
                        .count(),
                limit);
    }

    /** How much of what came went on, in thousandths. */
    private Measure kept(int limit) {
        long in = Math.max(1, total(this::isIn));
        return new Measure("passed-on", total(this::isOut) * 1000 / in, limit, Measure.Unit.PERMILLE);
    }

    /** How many accounts are between the two of the pair. */
    private long between() {
        return evidence.stream()
                .filter(each -> !subject.has(each.source()))
                .map(KnownPayment::source)
                .distinct()
                .count();
    }

    private long largest() {
        return evidence.stream().mapToLong(KnownPayment::amount).max().orElse(0);
    }

    private long total(Predicate<KnownPayment> which) {
        return evidence.stream().filter(which).mapToLong(KnownPayment::amount).sum();
    }

    private boolean isIn(KnownPayment payment) {
        return subject.has(payment.target());
    }

    private boolean isOut(KnownPayment payment) {
        return subject.has(payment.source());
    }
}
