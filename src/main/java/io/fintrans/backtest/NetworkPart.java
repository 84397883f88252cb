package io.fintrans.backtest;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.network.finding.NetworkFindings;
import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.judge.NetworkJudge;
import io.fintrans.network.rule.NetworkRules;
import io.fintrans.past.PastPayment;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of the network over the payments of all accounts, and what they have found. For one thread. */
final class NetworkPart implements Part {
    /** So many payments are put into the graph before the first of them is looked at. */
    private static final int BATCH = 1024;

    private final PaymentGraph graph;
    private final NetworkJudge judge;
    private final NetworkFindings findings;
    private final EvidenceNames names;
    private final @Nullable FindingSink sink;
    private final long latenessMillis;
    private final Tally tally;
    private final Map<String, Finding> open = new HashMap<>();
    private final Map<String, Outcome> settled = new HashMap<>();
    private final Map<String, Outcome> held = new HashMap<>();
    private int batched;

    /** @param sink is told each finding with its evidence, when it will not change any more; null if nobody wants evidence */
    NetworkPart(Backtest.Setting setting, Rulebook rulebook, @Nullable FindingSink sink) {
        this.graph = new PaymentGraph(NetworkRules.graph(rulebook, GraphSettings.LATENESS));
        NetworkRules rules = NetworkRules.of(rulebook, graph);
        List<NetworkFindings.Version> versions = new ArrayList<>();
        for (int i = 0; i < rules.rules().size(); i++) {
            versions.add(new NetworkFindings.Version(
                    rules.specs().get(i), Long.MAX_VALUE, rules.rules().get(i)));
        }
        this.findings =
                new NetworkFindings(Application.NETWORK, graph, versions, rulebook.accounts(), Integer.MAX_VALUE);
        this.names = new EvidenceNames(graph, held(graph));
        NetworkJudge.Verdicts verdicts = sink == null
                ? findings
                : (rule, look, evidence) -> {
                    names.keep(evidence);
                    findings.verdict(rule, look, evidence);
                };
        this.judge = new NetworkJudge(graph, rules.rules(), rules.longestPath(), verdicts);
        this.sink = sink;
        this.latenessMillis = Math.min(setting.lateness().toMillis(), GraphSettings.LATENESS.toMillis());
        this.tally = new Tally(setting.from().toEpochMilli());
    }

    private static Duration held(PaymentGraph graph) {
        return graph.settings()
                .window()
                .plus(graph.settings().lateness().multipliedBy(3))
                .plus(graph.settings().hubUnit());
    }

    @Override
    public void judge(PastPayment payment) {
        long time = payment.time();
        if (graph.payments() > 0 && time < graph.newest() - latenessMillis) {
            tally.leaveOut();
            return;
        }
        String name = sink == null ? null : payment.name();
        if (name != null) {
            names.add(payment.offset(), time, name);
        }
        AccountId source = payment.payment().source();
        AccountId target = payment.payment().target();
        long minorUnits = payment.payment().amount().minorUnits();
        int origin = graph.origin(payment.topic(), payment.partition());
        long place = Place.of(payment.offset(), payment.payment().index());
        judge.add(source, target, time, minorUnits, origin, place);
        tally.judged(time);
        if (++batched == BATCH) {
            batched = 0;
            judge.judge();
            keep(findings.told());
            names.forget(open.values());
        }
    }

    @Override
    public void end() {
        judge.judge();
        judge.settle();
        keep(findings.end());
        List.copyOf(open.keySet()).forEach(this::settle);
    }

    private void keep(List<Alert> alerts) {
        for (Alert alert : alerts) {
            String id = alert.id().episode();
            if (findings.isHeldBack(alert)) {
                heldBack(alert);
                continue;
            }
            open.put(id, new Finding(alert, sink == null ? List.of() : evidence(alert)));
            if (alert.state() == AlertState.FINAL || alert.state() == AlertState.WITHDRAWN) {
                settle(id);
            }
        }
    }

    private void heldBack(Alert alert) {
        if (alert.state() == AlertState.WITHDRAWN) {
            held.remove(alert.id().episode());
        } else {
            held.put(alert.id().episode(), Outcome.of(alert));
        }
    }

    @Override
    public long damped() {
        return judge.damped();
    }

    @Override
    public Collection<Outcome> heldBack() {
        return held.values();
    }

    private List<String> evidence(Alert alert) {
        return alert.evidence().edges().stream()
                .map(Edge::coordinates)
                .map(names::name)
                .toList();
    }

    private void settle(String id) {
        Finding finding = open.remove(id);
        if (finding != null) {
            settled.put(id, Outcome.of(finding.alert()));
            if (sink != null) {
                sink.settled(finding);
            }
        }
    }

    @Override
    public Collection<Outcome> outcomes() {
        return settled.values();
    }

    @Override
    public Tally tally() {
        return tally;
    }

    /** It holds the whole window. */
    @Override
    public boolean isShortened() {
        return false;
    }
}
