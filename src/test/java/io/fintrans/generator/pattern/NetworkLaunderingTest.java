package io.fintrans.generator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge.Part;
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
import java.util.Arrays;
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
    private static final NetworkShape SHAPE =
            new NetworkShape(10_000, new Range(3, 6), new Range(200, 2_000), 920, 0, 1, 20_000, 100, PAYMENTS - 2_000);
    private static final List<Typology> NETWORK = Arrays.stream(Typology.values())
            .filter(each -> each.scope() == Typology.Scope.NETWORK)
            .toList();

    private record Scheme(Typology typology, String name) {}

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
        Traffic traffic = traffic();
        int origin = graph.origin("London", 0);
        Map<Scheme, Set<Long>> hidden = new HashMap<>();
        for (int i = 0; i < PAYMENTS; i++) {
            Transfer each = traffic.next();
            judge.add(
                    account(each.source()),
                    account(each.target()),
                    START + i * 1000L,
                    each.minorUnits(),
                    origin,
                    Place.of(i, 0));
            if (each.hidden() != null && each.hidden().typology().scope() == Typology.Scope.NETWORK) {
                hidden.computeIfAbsent(
                                new Scheme(
                                        each.hidden().typology(), each.hidden().scheme()),
                                any -> new HashSet<>())
                        .add((long) i);
            }
            if (i % 500 == 0) {
                judge.judge();
                findings.told().forEach(this::note);
            }
        }
        judge.judge();
        findings.end().forEach(this::note);

        assertThat(hidden.keySet()).extracting(Scheme::typology).containsAll(NETWORK);
        // An account that wakes is found after months, and of a sudden hub an alert names 60 payments only.
        hidden.keySet().removeIf(each -> each.typology() == Typology.DORMANT || each.typology() == Typology.SUDDEN_HUB);
        assertThat(hidden.entrySet().stream()
                        .filter(each -> isFound(each.getKey(), each.getValue()))
                        .count())
                .as("found of " + hidden.size())
                .isGreaterThan(hidden.size() * 9L / 10);
    }

    @Test
    void tellsTheRoleOfEachPayment() {
        Traffic traffic = traffic();
        Map<Typology, Set<Part>> roles = new HashMap<>();
        for (int i = 0; i < PAYMENTS; i++) {
            Hidden hidden = traffic.next().hidden();
            if (hidden != null) {
                roles.computeIfAbsent(hidden.typology(), any -> new HashSet<>()).add(hidden.role());
            }
        }
        assertThat(roles)
                .containsEntry(Typology.CYCLE, Set.of(Part.HOP))
                .containsEntry(Typology.FAN_IN, Set.of(Part.IN))
                .containsEntry(Typology.FAN_OUT, Set.of(Part.OUT))
                .containsEntry(Typology.MULE, Set.of(Part.IN, Part.OUT))
                .containsEntry(Typology.STRUCTURING, Set.of(Part.DIRECT));
    }

    /** As in a demo: a thousand payments a second, one in 4000 hidden, 20 to 60 seconds from the first to the last. */
    @Test
    void hidesACycleAMuleAndAScatterGatherWithinTheFirstMinutes() {
        NetworkShape shape = new NetworkShape(
                250, new Range(3, 6), new Range(20_000, 60_000), 920, 0, 8, Long.MAX_VALUE, 100, Long.MAX_VALUE);
        for (int seed = 0; seed < 20; seed++) {
            NetworkLaundering hidden = new NetworkLaundering(5, ACCOUNTS, 10_000_00, shape, seed);
            Set<Typology> begun = new HashSet<>();
            for (int number = 0; number < 30_000; number++) {
                Transfer due = hidden.due(number);
                if (due != null && due.hidden() != null) {
                    begun.add(due.hidden().typology());
                }
            }
            assertThat(begun).as("seed " + seed).contains(Typology.CYCLE, Typology.SCATTER_GATHER, Typology.MULE);
        }
    }

    @Test
    void letsAnAccountThatWakesPayOnceBeforeAndNoMore() {
        Traffic traffic = traffic();
        int[] payments = new int[ACCOUNTS];
        for (int i = 0; i < PAYMENTS; i++) {
            Transfer each = traffic.next();
            Hidden hidden = each.hidden();
            if (hidden != null && hidden.typology() == Typology.DORMANT) {
                assertThat(i).isGreaterThanOrEqualTo((int) SHAPE.asleep());
                assertThat(payments[each.source()]).isEqualTo(1);
            }
            payments[each.source()]++;
            payments[each.target()]++;
        }
    }

    private static Traffic traffic() {
        return new LaunderedTraffic(
                new OrdinaryTraffic(5, ACCOUNTS - SHAPE.sleepers(), 10_000_00, 7),
                10_000,
                2,
                5,
                ACCOUNTS - SHAPE.sleepers(),
                10_000_00,
                7,
                null,
                List.of(new NetworkLaundering(5, ACCOUNTS, 10_000_00, SHAPE, 7)));
    }

    /** At least half of its payments are in the evidence of one kind of rule. */
    private boolean isFound(Scheme scheme, Set<Long> payments) {
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
