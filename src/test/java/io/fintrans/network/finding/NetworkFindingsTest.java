package io.fintrans.network.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.alert.LateChange;
import io.fintrans.alert.Measure;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.alert.Typology;
import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.judge.NetworkJudge;
import io.fintrans.network.rule.BipartiteRule;
import io.fintrans.network.rule.ChainRule;
import io.fintrans.network.rule.CycleRule;
import io.fintrans.network.rule.NetworkRule;
import io.fintrans.network.rule.Ratio;
import io.fintrans.network.rule.ScatterGatherRule;
import io.fintrans.network.rule.StackRule;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verdicts become episodes, and these alerts; the same, whatever the order in which payments come. */
class NetworkFindingsTest {
    private static final Duration LATENESS = Duration.ofMinutes(10);
    private static final Duration WINDOW = Duration.ofHours(2);
    private static final GraphSettings SETTINGS = new GraphSettings(WINDOW, LATENESS, Duration.ofHours(1), 40);
    private static final long START = 1_800_000_000_000L;

    private record Paid(int source, int target, long time, long amount, int id) {}

    /** A judge with the five rules, and what was told of what it found. */
    private static final class Life {
        private final PaymentGraph graph = new PaymentGraph(SETTINGS);
        private final int origin = graph.origin("London", 0);
        private final List<NetworkFindings.Version> versions = List.of(
                version(
                        Typology.CYCLE,
                        new CycleRule(new CycleRule.Limits(WINDOW, 100_00, new Ratio(800, 1200), 3, 5), graph)),
                version(
                        Typology.CHAIN,
                        new ChainRule(
                                new ChainRule.Limits(Duration.ofMinutes(20), 100_00, new Ratio(880, 1200), 4), graph)),
                version(
                        Typology.SCATTER_GATHER,
                        new ScatterGatherRule(
                                new ScatterGatherRule.Limits(WINDOW, 100_00, new Ratio(700, 1000), 3), graph)),
                version(
                        Typology.BIPARTITE,
                        new BipartiteRule(new BipartiteRule.Limits(WINDOW, 100_00, 3, 3, 9), graph)),
                version(Typology.STACK, new StackRule(new StackRule.Limits(WINDOW, 100_00, 2), graph)));
        private final NetworkFindings findings = new NetworkFindings("network", graph, versions, 100);
        private final NetworkJudge judge = new NetworkJudge(
                graph, versions.stream().map(NetworkFindings.Version::rule).toList(), 5, findings);
        private final List<Alert> told = new ArrayList<>();

        private static NetworkFindings.Version version(Typology typology, NetworkRule rule) {
            RuleSpec spec =
                    new RuleSpec(new RuleId(typology.code(), 1), typology, Mode.LIVE, Instant.EPOCH, WINDOW, Map.of());
            return new NetworkFindings.Version(spec, Long.MAX_VALUE, rule);
        }

        void pay(Paid paid) {
            judge.add(account(paid.source), account(paid.target), paid.time, paid.amount, origin, Place.of(paid.id, 0));
        }

        void batch() {
            judge.judge();
            told.addAll(findings.told());
        }

        void end() {
            judge.judge();
            judge.settle();
            told.addAll(findings.end());
        }

        /** The newest alert of each episode that stands. */
        Map<String, Alert> standing() {
            Map<String, Alert> newest = new LinkedHashMap<>();
            told.forEach(alert -> newest.put(alert.id().episode(), alert));
            newest.values().removeIf(alert -> alert.state() == AlertState.WITHDRAWN);
            return newest;
        }
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tellsOfTheSameEpisodesInAnyOrder(int seed) {
        List<Paid> payments = payments(seed);
        SortedSet<String> sorted = lived(payments, 1);
        assertThat(sorted).isNotEmpty().isEqualTo(lived(payments, 300));
        for (int shuffling = 0; shuffling < 3; shuffling++) {
            assertThat(lived(shuffled(payments, seed * 10L + shuffling), 1 + 40 * shuffling))
                    .isEqualTo(sorted);
        }
    }

    private static SortedSet<String> lived(List<Paid> payments, int batch) {
        Life life = new Life();
        for (int i = 0; i < payments.size(); i++) {
            life.pay(payments.get(i));
            if (i % batch == batch - 1) {
                life.batch();
            }
        }
        life.end();
        return life.standing().values().stream()
                .map(alert -> alert.rule() + " " + alert.subject().key() + " " + alert.measures() + " "
                        + alert.evidence().omitted() + " "
                        + alert.evidence().edges().stream()
                                .map(edge -> Long.toString(edge.coordinates().offset()))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void tellsOfACycleWithItsPayments() {
        Life life = new Life();
        life.pay(new Paid(1, 2, START, 5000_00, 0));
        life.pay(new Paid(7, 8, START + 1, 5000_00, 1));
        life.pay(new Paid(2, 3, START + 2000, 4900_00, 2));
        life.batch();
        assertThat(life.told).isEmpty();
        life.pay(new Paid(3, 1, START + 4000, 4800_00, 3));
        life.batch();
        assertThat(life.told).singleElement().satisfies(alert -> {
            assertThat(alert.typology()).isEqualTo(Typology.CYCLE);
            assertThat(alert.state()).isEqualTo(AlertState.OPEN);
            assertThat(alert.subject()).isEqualTo(Subject.parse("accounts 1 2 3"));
            assertThat(alert.measure()).isEqualTo(Measure.count("payments", 3, 3));
            assertThat(alert.evidence().edges())
                    .extracting(edge -> edge.coordinates().offset())
                    .containsExactly(0L, 2L, 3L);
            assertThat(alert.evidence().edges()).extracting(Edge::layer).containsExactly(0, 1, 2);
            assertThat(alert.total().minorUnits()).isEqualTo(14_700_00);
        });
    }

    @Test
    void takesBackWhatALatePaymentRulesOut() {
        Life life = new Life();
        for (int source = 1; source <= 3; source++) {
            for (int target = 11; target <= 13; target++) {
                life.pay(new Paid(source, target, START + source * 10_000L + target, 500_00, source * 100 + target));
                life.batch();
            }
        }
        assertThat(life.standing().values()).extracting(Alert::typology).contains(Typology.BIPARTITE);
        assertThat(life.told).extracting(Alert::late).containsOnlyNulls();
        // The last payments are not the first ones of their pairs any more.
        for (int target = 11; target <= 13; target++) {
            life.pay(new Paid(3, target, START + 5000, 500_00, 900 + target));
            life.batch();
        }
        life.pay(new Paid(70, 71, START + Duration.ofHours(1).toMillis(), 1_00, 2000));
        life.end();
        assertThat(life.told).anySatisfy(alert -> {
            assertThat(alert.typology()).isEqualTo(Typology.BIPARTITE);
            assertThat(alert.state()).isIn(AlertState.WITHDRAWN, AlertState.AMENDED);
            assertThat(alert.late())
                    .isEqualTo(new LateChange(
                            Instant.ofEpochMilli(START).plus(Duration.ofHours(1)), Instant.ofEpochMilli(START + 5000)));
        });
    }

    private static AccountId account(int number) {
        return AccountId.of(Integer.toString(number));
    }

    private static List<Paid> shuffled(List<Paid> payments, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Paid, Long> arrivals = new HashMap<>();
        for (Paid each : payments) {
            long late = random.nextInt(5) < 2 ? random.nextLong(LATENESS.toMillis()) : 0;
            arrivals.put(each, each.time + late);
        }
        return payments.stream().sorted(Comparator.comparingLong(arrivals::get)).toList();
    }

    /** Few accounts, and few amounts, over a day: episodes end, join and come apart. */
    private static List<Paid> payments(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int accounts = 40 + random.nextInt(100);
        long time = START;
        List<Paid> payments = new ArrayList<>();
        for (int id = 0; id < 3000; id++) {
            time += random.nextInt(3) * 1000L * random.nextInt(60);
            long amount = 8000 + 500L * random.nextInt(random.nextInt(4) == 0 ? 400 : 12);
            payments.add(new Paid(random.nextInt(accounts), random.nextInt(accounts), time, amount, id));
        }
        return payments;
    }
}
