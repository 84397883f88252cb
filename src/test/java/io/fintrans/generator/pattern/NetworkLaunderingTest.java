package io.fintrans.generator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Typology;
import io.fintrans.network.finding.NetworkFindings;
import io.fintrans.network.finding.NetworkFindings.Version;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.judge.NetworkJudge;
import io.fintrans.network.rule.NetworkRules;
import io.fintrans.rule.NetworkDefaults;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is hidden is what the rules look for: the network's own rules find nearly all of it. */
class NetworkLaunderingTest {
    private static final int ACCOUNTS = 20_000;
    private static final int PAYMENTS = 60_000;
    private static final long START = 1_800_000_000_000L;

    private final PaymentGraph graph;
    private final NetworkFindings findings;
    private final NetworkJudge judge;
    private final Map<String, Set<Long>> found = new HashMap<>();

    NetworkLaunderingTest() {
        Rulebook rules = new Rulebook(List.of())
                .with(NetworkDefaults.rules().stream().map(RuleDraft::first).toList());
        graph = new PaymentGraph(NetworkRules.graph(rules, Duration.ofMinutes(10)));
        NetworkRules network = NetworkRules.of(rules, graph);
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < network.specs().size(); i++) {
            versions.add(new Version(
                    network.specs().get(i), Long.MAX_VALUE, network.rules().get(i)));
        }
        findings = new NetworkFindings("network", graph, versions, Integer.MAX_VALUE);
        judge = new NetworkJudge(graph, network.rules(), network.longestPath(), findings);
    }

    @Test
    void hidesWhatTheRulesFind() {
        Traffic traffic = new LaunderedTraffic(
                new OrdinaryTraffic(5, ACCOUNTS, 10_000_00, 7),
                10_000,
                2,
                5,
                ACCOUNTS,
                10_000_00,
                7,
                null,
                new NetworkLaundering(5, ACCOUNTS, 10_000_00, 2, 7));
        int origin = graph.origin("London", 0);
        Map<Hidden, Set<Long>> hidden = new HashMap<>();
        for (int i = 0; i < PAYMENTS; i++) {
            Transfer each = traffic.next();
            judge.add(
                    account(each.source()),
                    account(each.target()),
                    START + i * 1000L,
                    each.minorUnits(),
                    origin,
                    Place.of(i, 0));
            if (each.hidden() != null && each.hidden().typology() != Typology.STRUCTURING) {
                hidden.computeIfAbsent(each.hidden(), any -> new HashSet<>()).add((long) i);
            }
            if (i % 500 == 0) {
                judge.judge();
                findings.told().forEach(this::note);
            }
        }
        judge.judge();
        findings.end().forEach(this::note);

        assertThat(hidden.keySet())
                .extracting(Hidden::typology)
                .contains(
                        Typology.CYCLE,
                        Typology.SCATTER_GATHER,
                        Typology.MULE,
                        Typology.STACK,
                        Typology.BIPARTITE,
                        Typology.GATHER_SCATTER,
                        Typology.CHAIN,
                        Typology.FAN_IN,
                        Typology.FAN_OUT);
        assertThat(hidden.entrySet().stream()
                        .filter(each -> isFound(each.getKey(), each.getValue()))
                        .count())
                .as("found of " + hidden.size())
                .isGreaterThan(hidden.size() * 9L / 10);
    }

    /** At least half of its payments are in the evidence of one kind of rule. */
    private boolean isFound(Hidden scheme, Set<Long> payments) {
        Set<Long> seen = found.getOrDefault(scheme.typology().code(), Set.of());
        return payments.stream().filter(seen::contains).count() * 2 >= payments.size();
    }

    private void note(Alert alert) {
        Set<Long> seen = found.computeIfAbsent(alert.typology().code(), any -> new HashSet<>());
        alert.evidence().edges().forEach(edge -> seen.add(edge.coordinates().offset()));
    }

    private static AccountId account(int number) {
        return AccountId.of(Integer.toString(number));
    }
}
