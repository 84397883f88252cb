package io.fintrans.network.judge;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.HistorySettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.rule.AccountStructuringRule;
import io.fintrans.network.rule.BipartiteRule;
import io.fintrans.network.rule.ChainRule;
import io.fintrans.network.rule.CycleRule;
import io.fintrans.network.rule.DormantRule;
import io.fintrans.network.rule.FanRule;
import io.fintrans.network.rule.GatherScatterRule;
import io.fintrans.network.rule.MuleRule;
import io.fintrans.network.rule.NetworkRule;
import io.fintrans.network.rule.NetworkRules;
import io.fintrans.network.rule.Ratio;
import io.fintrans.network.rule.ScatterGatherRule;
import io.fintrans.network.rule.StackRule;
import io.fintrans.network.rule.SuddenHubRule;
import io.fintrans.reconcile.oracle.network.NetworkSetup;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All rules of the network, each with its limits and its definition read literally. */
final class EveryRule {
    static final Duration LATENESS = Duration.ofMinutes(10);
    /** Well within the time that the payments of a test span, so that many of them are just outside. */
    private static final Duration WINDOW = Duration.ofHours(2);

    static final GraphSettings SETTINGS = new GraphSettings(
            WINDOW,
            LATENESS,
            Duration.ofHours(1),
            40,
            new HistorySettings(Duration.ofMinutes(30), 6, 200, 7, 100_00, WINDOW));
    static final CycleRule.Limits CYCLE = new CycleRule.Limits(WINDOW, 100_00, new Ratio(800, 1200), 3, 5);
    private static final ChainRule.Limits CHAIN =
            new ChainRule.Limits(Duration.ofMinutes(20), 100_00, new Ratio(880, 1200), 4);
    private static final ScatterGatherRule.Limits SCATTER_GATHER =
            new ScatterGatherRule.Limits(WINDOW, 100_00, new Ratio(700, 1000), 3);
    private static final BipartiteRule.Limits BIPARTITE = new BipartiteRule.Limits(WINDOW, 100_00, 3, 2, 8);
    private static final StackRule.Limits STACK = new StackRule.Limits(WINDOW, 100_00, 2);
    private static final FanRule.Limits FAN = new FanRule.Limits(Duration.ofHours(1), 100_00, 3, 2, 400_00);
    private static final MuleRule.Limits MULE =
            new MuleRule.Limits(Duration.ofMinutes(90), 100_00, 2, 2, 300_00, new Ratio(800, 1200));
    private static final GatherScatterRule.Limits GATHER_SCATTER =
            new GatherScatterRule.Limits(WINDOW, 100_00, 2, 1, 300_00, new Ratio(700, 1200));
    private static final AccountStructuringRule.Limits STRUCTURING =
            new AccountStructuringRule.Limits(WINDOW, new long[] {125_00, 300_00, 1000_00}, 800, 3);
    private static final DormantRule.Limits DORMANT = new DormantRule.Limits(Duration.ofHours(1), 120_00, 3, 8);
    private static final SuddenHubRule.Limits SUDDEN_HUB = new SuddenHubRule.Limits(WINDOW);

    /** As {@link #SETTINGS}, for the definitions of the proof. */
    static final NetworkSetup SETUP = new NetworkSetup(
            WINDOW.toMillis(),
            LATENESS.toMillis(),
            Duration.ofHours(1).toMillis(),
            40,
            WINDOW.toMillis(),
            Duration.ofMinutes(30).toMillis(),
            6,
            200,
            100_00);

    static final List<EveryRule> ALL = List.of(
            new EveryRule(
                    spec(Typology.CYCLE, WINDOW, "least", "800", "most", "1200", "shortest", "3", "longest", "5"),
                    (oracles, last) -> oracles.network.isCycle(last, CYCLE)),
            new EveryRule(
                    spec(Typology.CHAIN, Duration.ofMinutes(20), "payments", "4"),
                    (oracles, last) -> oracles.network.isChain(last, CHAIN)),
            new EveryRule(
                    spec(Typology.SCATTER_GATHER, WINDOW, "accounts", "3"),
                    (oracles, last) -> oracles.network.isScatterGather(last, SCATTER_GATHER)),
            new EveryRule(
                    spec(Typology.BIPARTITE, WINDOW, "sources", "3", "targets", "2", "payments", "8"),
                    (oracles, last) -> oracles.network.isBipartite(last, BIPARTITE)),
            new EveryRule(
                    spec(Typology.STACK, WINDOW, "accounts", "2"),
                    (oracles, last) -> oracles.network.isStack(last, STACK)),
            new EveryRule(
                    spec(Typology.FAN_IN, Duration.ofHours(1), "accounts", "3", "norm", "2", "total", "400"),
                    (oracles, last) -> oracles.account.isFan(last, FAN, true)),
            new EveryRule(
                    spec(Typology.FAN_OUT, Duration.ofHours(1), "accounts", "3", "norm", "2", "total", "400"),
                    (oracles, last) -> oracles.account.isFan(last, FAN, false)),
            new EveryRule(
                    spec(Typology.MULE, Duration.ofMinutes(90), "in", "2", "out", "2", "total", "300"),
                    (oracles, last) -> oracles.account.isMule(last, MULE)),
            new EveryRule(
                    spec(Typology.GATHER_SCATTER, WINDOW, "accounts", "2", "norm", "1", "total", "300"),
                    (oracles, last) -> oracles.account.isGatherScatter(last, GATHER_SCATTER)),
            new EveryRule(
                    spec(Typology.ACCOUNT_STRUCTURING, WINDOW, "limits", "125,300,1000", "payments", "3"),
                    (oracles, last) -> oracles.account.isStructuring(last, STRUCTURING)),
            new EveryRule(
                    spec(Typology.DORMANT, Duration.ofHours(1), "amount", "120", "quiet", "3", "known", "8"),
                    (oracles, last) -> oracles.account.isDormant(last, DORMANT)),
            new EveryRule(
                    spec(Typology.SUDDEN_HUB, WINDOW),
                    (oracles, last) -> oracles.account.isSuddenHub(last, SUDDEN_HUB)));

    private final RuleSpec spec;
    private final Definition definition;

    /** What the rule should say. */
    private interface Definition {
        boolean holds(Oracles oracles, NetworkPayment last);
    }

    /** Of the same payments. */
    static final class Oracles {
        private final NetworkOracle network;
        private final AccountOracle account;

        Oracles(List<NetworkPayment> payments) {
            network = new NetworkOracle(SETTINGS, payments);
            account = new AccountOracle(SETTINGS, payments);
        }
    }

    private EveryRule(RuleSpec spec, Definition definition) {
        this.spec = spec;
        this.definition = definition;
    }

    /** @param parameters names and values, one after the other */
    private static RuleSpec spec(Typology typology, Duration window, String... parameters) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        if (of(typology, window, all).parameters().containsKey("floor")) {
            all.put("floor", "100");
        }
        return of(typology, window, all);
    }

    private static RuleSpec of(Typology typology, Duration window, Map<String, String> parameters) {
        return new RuleSpec(new RuleId(typology.code(), 1), typology, Mode.LIVE, Instant.EPOCH, window, parameters);
    }

    static List<NetworkRule> of(PaymentGraph graph) {
        return ALL.stream()
                .map(each -> NetworkRules.of(new Rulebook(List.of(each.spec)), graph)
                        .rules()
                        .get(0))
                .toList();
    }

    RuleSpec spec() {
        return spec;
    }

    boolean shouldFind(Oracles oracles, NetworkPayment last) {
        return definition.holds(oracles, last);
    }
}
