package io.fintrans.network.rule;

import io.fintrans.alert.Typology;
import io.fintrans.alert.Typology.Scope;
import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.HistorySettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.rule.Bipartite;
import io.fintrans.rule.Chain;
import io.fintrans.rule.Cycle;
import io.fintrans.rule.Dormant;
import io.fintrans.rule.Fan;
import io.fintrans.rule.GatherScatter;
import io.fintrans.rule.Mule;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.ScatterGather;
import io.fintrans.rule.Share;
import io.fintrans.rule.Stack;
import io.fintrans.rule.Structuring;
import io.fintrans.rule.account.AccountClasses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of the network that a rulebook names, in all versions that find anything, over a graph. */
public final class NetworkRules {
    private final List<RuleSpec> specs = new ArrayList<>();
    private final List<NetworkRule> rules = new ArrayList<>();

    private NetworkRules() {}

    /** @param graph its window is no shorter than {@link #window} */
    public static NetworkRules of(Rulebook rulebook, PaymentGraph graph) {
        NetworkRules all = new NetworkRules();
        AccountClasses classes = rulebook.accounts().classes();
        boolean isAsked = !classes.isEmpty()
                && finding(rulebook).stream().anyMatch(spec -> !spec.classes().isEmpty());
        ClassIndex index = isAsked ? new ClassIndex(graph, classes) : null;
        for (RuleSpec spec : finding(rulebook)) {
            all.specs.add(spec);
            all.rules.add(
                    index == null || spec.classes().isEmpty()
                            ? of(spec.forClass(null), graph)
                            : new ClassRule(spec, index, graph, each -> of(each, graph)));
        }
        return all;
    }

    private static List<RuleSpec> finding(Rulebook rulebook) {
        return rulebook.of(Scope.NETWORK).specs().stream()
                .filter(spec -> spec.mode().finds())
                .toList();
    }

    /** How far back any of the rulebook's rules of the network looks; empty if it has none. */
    public static Optional<Duration> window(Rulebook rulebook) {
        return finding(rulebook).stream().map(RuleSpec::reach).max(Comparator.naturalOrder());
    }

    /**
     * A graph that holds what the rulebook's rules of the network look at.
     *
     * @param lateness how late a payment may come
     * @throws IllegalArgumentException if it has no such rule
     */
    public static GraphSettings graph(Rulebook rulebook, Duration lateness) {
        return graph(rulebook, lateness, HistorySettings.USUAL);
    }

    /**
     * The same with another history.
     *
     * @throws IllegalArgumentException if it has no such rule, or the history cannot be
     */
    public static GraphSettings graph(Rulebook rulebook, Duration lateness, HistorySettings history) {
        Duration window = window(rulebook).orElseThrow(() -> new IllegalArgumentException("no rule of the network"));
        return GraphSettings.of(window, lateness, history.withHubs(hubs(rulebook)));
    }

    /** How long ago any of the rulebook's rules asks who was a hub. */
    private static Duration hubs(Rulebook rulebook) {
        return finding(rulebook).stream()
                .filter(spec -> spec.typology() == Typology.SUDDEN_HUB)
                .map(RuleSpec::window)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static NetworkRule of(RuleSpec spec, PaymentGraph graph) {
        return switch (spec.typology()) {
            case CYCLE -> cycle(spec, graph);
            case CHAIN -> chain(spec, graph);
            case SCATTER_GATHER -> scatterGather(spec, graph);
            case BIPARTITE -> bipartite(spec, graph);
            case STACK -> stack(spec, graph);
            case FAN_IN -> fan(spec, Direction.IN, graph);
            case FAN_OUT -> fan(spec, Direction.OUT, graph);
            case GATHER_SCATTER -> gatherScatter(spec, graph);
            case MULE -> mule(spec, graph);
            case ACCOUNT_STRUCTURING -> structuring(spec, graph);
            case SUDDEN_HUB -> new SuddenHubRule(new SuddenHubRule.Limits(spec.window()), graph);
            case DORMANT -> dormant(spec, graph);
            default -> throw new IllegalArgumentException("no rule of the network: " + spec.id());
        };
    }

    private static NetworkRule fan(RuleSpec spec, Direction direction, PaymentGraph graph) {
        Fan fan = Fan.of(spec);
        return new FanRule(
                new FanRule.Limits(spec.window(), fan.floor(), fan.accounts(), fan.norm(), fan.total()),
                direction,
                graph);
    }

    private static NetworkRule gatherScatter(RuleSpec spec, PaymentGraph graph) {
        GatherScatter limits = GatherScatter.of(spec.parameters());
        return new GatherScatterRule(
                new GatherScatterRule.Limits(
                        spec.window(),
                        limits.floor(),
                        limits.accounts(),
                        limits.norm(),
                        limits.total(),
                        ratio(limits.handedOn())),
                graph);
    }

    private static NetworkRule mule(RuleSpec spec, PaymentGraph graph) {
        Mule mule = Mule.of(spec.parameters());
        return new MuleRule(
                new MuleRule.Limits(
                        spec.window(), mule.floor(), mule.in(), mule.out(), mule.total(), ratio(mule.handedOn())),
                graph);
    }

    private static NetworkRule structuring(RuleSpec spec, PaymentGraph graph) {
        Structuring limits = Structuring.of(spec);
        return new AccountStructuringRule(
                new AccountStructuringRule.Limits(
                        spec.window(), limits.limits(), limits.nearPermille(), limits.payments()),
                graph);
    }

    private static NetworkRule dormant(RuleSpec spec, PaymentGraph graph) {
        Dormant dormant = Dormant.of(spec.parameters());
        return new DormantRule(
                new DormantRule.Limits(spec.window(), dormant.amount(), dormant.quiet(), dormant.known()), graph);
    }

    private static NetworkRule cycle(RuleSpec spec, PaymentGraph graph) {
        Cycle cycle = Cycle.of(spec.parameters());
        return new CycleRule(
                new CycleRule.Limits(
                        spec.window(), cycle.floor(), ratio(cycle.handedOn()), cycle.shortest(), cycle.longest()),
                graph);
    }

    private static NetworkRule chain(RuleSpec spec, PaymentGraph graph) {
        Chain chain = Chain.of(spec.parameters());
        return new ChainRule(
                new ChainRule.Limits(spec.window(), chain.floor(), ratio(chain.handedOn()), chain.payments()), graph);
    }

    private static NetworkRule scatterGather(RuleSpec spec, PaymentGraph graph) {
        ScatterGather limits = ScatterGather.of(spec.parameters());
        return new ScatterGatherRule(
                new ScatterGatherRule.Limits(
                        spec.window(), limits.floor(), ratio(limits.handedOn()), limits.accounts()),
                graph);
    }

    private static NetworkRule bipartite(RuleSpec spec, PaymentGraph graph) {
        Bipartite block = Bipartite.of(spec.parameters());
        return new BipartiteRule(
                new BipartiteRule.Limits(
                        spec.window(), block.floor(), block.sources(), block.targets(), block.payments()),
                graph);
    }

    private static NetworkRule stack(RuleSpec spec, PaymentGraph graph) {
        Stack stack = Stack.of(spec.parameters());
        return new StackRule(new StackRule.Limits(spec.window(), stack.floor(), stack.accounts()), graph);
    }

    private static Ratio ratio(Share share) {
        return new Ratio(share.least(), share.most());
    }

    /** The versions, each in the place of its rule. */
    public List<RuleSpec> specs() {
        return List.copyOf(specs);
    }

    /** The rules, in the order in which they judge. */
    public List<NetworkRule> rules() {
        return List.copyOf(rules);
    }

    /** How many payments the longest path has that any of them looks for; at least 2. */
    public int longestPath() {
        return specs.stream()
                .flatMap(spec -> Stream.concat(
                        Stream.of(spec.forClass(null)), spec.classes().stream().map(spec::forClass)))
                .mapToInt(NetworkRules::payments)
                .max()
                .orElse(2);
    }

    private static int payments(RuleSpec spec) {
        return switch (spec.typology()) {
            case CYCLE -> Cycle.of(spec.parameters()).longest();
            case CHAIN -> Chain.of(spec.parameters()).payments();
            default -> 2;
        };
    }
}
