package io.fintrans.reconcile.network;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Measures an episode anew. */
final class Measured {
    private final Subject subject;
    private final List<Paid> evidence;
    private final Episode episode;
    private final Set<AccountId> sources = new HashSet<>();
    private final Set<AccountId> targets = new HashSet<>();
    private final Set<AccountId> payers = new HashSet<>();
    private final Set<AccountId> paid = new HashSet<>();
    private long in;
    private long out;
    private long total;
    private long largest;

    /** @param evidence in canonical order, at least one payment */
    Measured(Subject subject, List<Paid> evidence, Episode episode) {
        this.subject = subject;
        this.evidence = evidence;
        this.episode = episode;
        for (Paid each : evidence) {
            add(each);
        }
    }

    private void add(Paid payment) {
        sources.add(payment.source());
        targets.add(payment.target());
        total += payment.amount();
        largest = Math.max(largest, payment.amount());
        if (subject.has(payment.target())) {
            payers.add(payment.source());
            in += payment.amount();
        }
        if (subject.has(payment.source())) {
            paid.add(payment.target());
            out += payment.amount();
        }
    }

    List<Measure> all(RuleSpec spec) {
        List<Measure> all = new ArrayList<>(ofRule(spec));
        all.add(Measure.money("total", total + episode.omittedMinorUnits, 0));
        SeverityLimits limits = SeverityLimits.of(spec);
        all.add(new Measure("share", episode.share(), limits.share(), Measure.Unit.PERMILLE));
        all.add(Measure.count("history-units", episode.history(), limits.history()));
        all.add(Measure.count("findings", episode.count(), 0));
        long span = evidence.get(evidence.size() - 1).time() - evidence.get(0).time();
        all.add(new Measure("span", span, limits.spanMillis(), Measure.Unit.MILLIS));
        return all;
    }

    private List<Measure> ofRule(RuleSpec spec) {
        return switch (spec.typology()) {
            case FAN_IN -> List.of(sources(Fan.of(spec).accounts()));
            case FAN_OUT -> List.of(targets(Fan.of(spec).accounts()));
            case GATHER_SCATTER -> gatherScatter(GatherScatter.of(spec.parameters()));
            case SCATTER_GATHER ->
                List.of(between(ScatterGather.of(spec.parameters()).accounts()));
            case CYCLE -> List.of(payments(Cycle.of(spec.parameters()).shortest()));
            case CHAIN -> List.of(payments(Chain.of(spec.parameters()).payments()));
            case BIPARTITE -> bipartite(Bipartite.of(spec.parameters()));
            case STACK -> List.of(sources(Stack.of(spec.parameters()).accounts()));
            case MULE -> mule(Mule.of(spec.parameters()));
            case ACCOUNT_STRUCTURING -> List.of(payments(Structuring.of(spec).payments()));
            case SUDDEN_HUB -> List.of(payments(1));
            case DORMANT ->
                List.of(Measure.money(
                        "amount", largest, Dormant.of(spec.parameters()).amount()));
            default -> throw new IllegalArgumentException("no rule of the network: " + spec.id());
        };
    }

    private Measure sources(int limit) {
        return Measure.count("sources", sources.size(), limit);
    }

    private Measure targets(int limit) {
        return Measure.count("targets", targets.size(), limit);
    }

    private Measure payments(int limit) {
        return Measure.count("payments", evidence.size() + (long) episode.omitted, limit);
    }

    private Measure between(int limit) {
        Set<AccountId> between = new HashSet<>(sources);
        between.removeAll(subject.accounts());
        return Measure.count("accounts", between.size(), limit);
    }

    private List<Measure> bipartite(Bipartite limits) {
        return List.of(sources(limits.sources()), targets(limits.targets()));
    }

    private List<Measure> gatherScatter(GatherScatter limits) {
        return List.of(
                Measure.count("sources", payers.size(), limits.accounts()),
                Measure.count("targets", paid.size(), limits.accounts()),
                passedOn(limits.handedOn().least()));
    }

    private List<Measure> mule(Mule limits) {
        return List.of(
                passedOn(limits.handedOn().least()),
                Measure.count("sources", payers.size(), limits.in()),
                Measure.count("targets", paid.size(), limits.out()));
    }

    private Measure passedOn(int limit) {
        return new Measure("passed-on", out * 1000 / Math.max(1, in), limit, Measure.Unit.PERMILLE);
    }
}
