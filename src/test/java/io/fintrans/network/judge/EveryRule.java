package io.fintrans.network.judge;

import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.HistorySettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.rule.AccountStructuringRule;
import io.fintrans.network.rule.BipartiteRule;
import io.fintrans.network.rule.ChainRule;
import io.fintrans.network.rule.CycleRule;
import io.fintrans.network.rule.DormantRule;
import io.fintrans.network.rule.FanRule;
import io.fintrans.network.rule.GatherScatterRule;
import io.fintrans.network.rule.MuleRule;
import io.fintrans.network.rule.NetworkRule;
import io.fintrans.network.rule.Ratio;
import io.fintrans.network.rule.ScatterGatherRule;
import io.fintrans.network.rule.StackRule;
import io.fintrans.network.rule.SuddenHubRule;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

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

    static final List<EveryRule> ALL = List.of(
            new EveryRule(
                    graph -> new CycleRule(CYCLE, graph), (oracles, last) -> oracles.network.isCycle(last, CYCLE)),
            new EveryRule(
                    graph -> new ChainRule(CHAIN, graph), (oracles, last) -> oracles.network.isChain(last, CHAIN)),
            new EveryRule(
                    graph -> new ScatterGatherRule(SCATTER_GATHER, graph),
                    (oracles, last) -> oracles.network.isScatterGather(last, SCATTER_GATHER)),
            new EveryRule(
                    graph -> new BipartiteRule(BIPARTITE, graph),
                    (oracles, last) -> oracles.network.isBipartite(last, BIPARTITE)),
            new EveryRule(
                    graph -> new StackRule(STACK, graph), (oracles, last) -> oracles.network.isStack(last, STACK)),
            new EveryRule(
                    graph -> new FanRule(FAN, Direction.IN, graph),
                    (oracles, last) -> oracles.account.isFan(last, FAN, true)),
            new EveryRule(
                    graph -> new FanRule(FAN, Direction.OUT, graph),
                    (oracles, last) -> oracles.account.isFan(last, FAN, false)),
            new EveryRule(graph -> new MuleRule(MULE, graph), (oracles, last) -> oracles.account.isMule(last, MULE)),
            new EveryRule(
                    graph -> new GatherScatterRule(GATHER_SCATTER, graph),
                    (oracles, last) -> oracles.account.isGatherScatter(last, GATHER_SCATTER)),
            new EveryRule(
                    graph -> new AccountStructuringRule(STRUCTURING, graph),
                    (oracles, last) -> oracles.account.isStructuring(last, STRUCTURING)),
            new EveryRule(
                    graph -> new DormantRule(DORMANT, graph),
                    (oracles, last) -> oracles.account.isDormant(last, DORMANT)),
            new EveryRule(
                    graph -> new SuddenHubRule(SUDDEN_HUB, graph),
                    (oracles, last) -> oracles.account.isSuddenHub(last, SUDDEN_HUB)));

    private final Function<PaymentGraph, NetworkRule> rule;
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

    private EveryRule(Function<PaymentGraph, NetworkRule> rule, Definition definition) {
        this.rule = rule;
        this.definition = definition;
    }

    static List<NetworkRule> of(PaymentGraph graph) {
        return ALL.stream().map(each -> each.rule.apply(graph)).toList();
    }

    boolean shouldFind(Oracles oracles, NetworkPayment last) {
        return definition.holds(oracles, last);
    }
}
