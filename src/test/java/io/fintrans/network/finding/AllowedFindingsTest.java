package io.fintrans.network.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Measure;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.judge.NetworkJudge;
import io.fintrans.network.rule.CycleRule;
import io.fintrans.network.rule.NetworkRule;
import io.fintrans.network.rule.Ratio;
import io.fintrans.network.rule.ScatterGatherRule;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.account.AccountBook;
import io.fintrans.rule.account.AccountBook.Dated;
import io.fintrans.rule.account.AccountChange.Allow;
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
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the allow list holds back is told apart, each verdict once, whatever the order in which payments come. */
class AllowedFindingsTest {
    private static final Duration LATENESS = Duration.ofMinutes(10);
    private static final Duration WINDOW = Duration.ofHours(2);
    private static final GraphSettings SETTINGS = new GraphSettings(WINDOW, LATENESS, Duration.ofHours(1), 40);
    private static final long START = 1_800_000_000_000L;

    private record Paid(int source, int target, long time, long amount, int id) {}

    /** A judge with two rules, and what was told of what it found. */
    private static final class Life {
        private final PaymentGraph graph = new PaymentGraph(SETTINGS);
        private final int origin = graph.origin("London", 0);
        private final NetworkFindings findings;
        private final NetworkJudge judge;
        private final Map<String, Alert> told = new LinkedHashMap<>();
        private final Map<String, Alert> held = new LinkedHashMap<>();

        Life(AccountBook accounts, Mode mode) {
            List<NetworkFindings.Version> versions = List.of(
                    version(
                            Typology.CYCLE,
                            mode,
                            new CycleRule(new CycleRule.Limits(WINDOW, 100_00, new Ratio(800, 1200), 3, 5), graph)),
                    version(
                            Typology.SCATTER_GATHER,
                            mode,
                            new ScatterGatherRule(
                                    new ScatterGatherRule.Limits(WINDOW, 100_00, new Ratio(700, 1000), 3), graph)));
            findings = new NetworkFindings("network", graph, versions, accounts, 1000);
            judge = new NetworkJudge(
                    graph, versions.stream().map(NetworkFindings.Version::rule).toList(), 5, findings);
        }

        private static NetworkFindings.Version version(Typology typology, Mode mode, NetworkRule rule) {
            RuleSpec spec =
                    new RuleSpec(new RuleId(typology.code(), 1), typology, mode, Instant.EPOCH, WINDOW, Map.of());
            return new NetworkFindings.Version(spec, Long.MAX_VALUE, rule);
        }

        Life live(List<Paid> payments, int batch) {
            for (int i = 0; i < payments.size(); i++) {
                Paid each = payments.get(i);
                judge.add(
                        account(each.source),
                        account(each.target),
                        each.time,
                        each.amount,
                        origin,
                        Place.of(each.id, 0));
                if (i % batch == batch - 1) {
                    judge.judge();
                    keep(findings.told());
                }
            }
            judge.judge();
            judge.settle();
            keep(findings.end());
            told.values().removeIf(alert -> alert.state() == AlertState.WITHDRAWN);
            held.values().removeIf(alert -> alert.state() == AlertState.WITHDRAWN);
            return this;
        }

        private void keep(List<Alert> alerts) {
            alerts.forEach(alert ->
                    (findings.isHeldBack(alert) ? held : told).put(alert.id().episode(), alert));
        }
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void holdsBackTheSameInAnyOrder(int seed) {
        List<Paid> payments = payments(seed);
        AccountBook accounts = accounts(seed, payments);
        Life sorted = new Life(accounts, Mode.LIVE).live(payments, 1);
        assertThat(sorted.held).isNotEmpty();
        assertThat(sorted.told).isNotEmpty();
        Life without = new Life(AccountBook.EMPTY, Mode.LIVE).live(payments, 1);
        assertThat(without.held).isEmpty();
        assertThat(findings(sorted.told) + findings(sorted.held))
                .as("nothing is lost")
                .isEqualTo(findings(without.told));
        for (int shuffling = 0; shuffling < 3; shuffling++) {
            Life shuffled =
                    new Life(accounts, Mode.LIVE).live(shuffled(payments, seed * 10L + shuffling), 1 + 40 * shuffling);
            assertThat(words(shuffled.told)).isEqualTo(words(sorted.told));
            assertThat(words(shuffled.held)).isEqualTo(words(sorted.held));
        }
    }

    /** The time of the payment that completes it decides, to the millisecond. */
    @Test
    void asksTheListOfTheTimeOfTheLastPayment() {
        List<Paid> ring = List.of(
                new Paid(1, 2, START, 5000_00, 0),
                new Paid(2, 3, START + 2000, 4900_00, 1),
                new Paid(3, 1, START + 4000, 4800_00, 2));
        assertThat(new Life(allow(2, null, START + 4000, START + 4001), Mode.LIVE).live(ring, 1).held)
                .hasSize(1);
        assertThat(new Life(allow(2, null, START + 4001, START + 9000), Mode.LIVE).live(ring, 1).held)
                .isEmpty();
        assertThat(new Life(allow(2, null, START, START + 4000), Mode.LIVE).live(ring, 1).told)
                .hasSize(1);
        assertThat(new Life(allow(2, Typology.MULE, START, START + 9000), Mode.LIVE).live(ring, 1).told)
                .as("of another typology")
                .hasSize(1);
        assertThat(new Life(allow(4, null, START, START + 9000), Mode.LIVE).live(ring, 1).told)
                .as("of another account")
                .hasSize(1);
    }

    /** Whoever tries a rule sees all that it finds. */
    @Test
    void holdsBackNothingOfARuleThatIsTried() {
        List<Paid> payments = payments(1);
        Life tried = new Life(accounts(1, payments), Mode.SHADOW).live(payments, 1);
        assertThat(tried.held).isEmpty();
        assertThat(findings(tried.told))
                .isEqualTo(findings(new Life(AccountBook.EMPTY, Mode.SHADOW).live(payments, 1).told));
    }

    private static AccountBook allow(int account, @Nullable Typology typology, long from, long until) {
        return AccountBook.EMPTY.with(new Dated(
                new Allow(account(account), typology, "ann", Instant.ofEpochMilli(until)),
                Instant.ofEpochMilli(from),
                "ann",
                ""));
    }

    /** Some accounts, each for some of the time. */
    private static AccountBook accounts(int seed, List<Paid> payments) {
        SplittableRandom random = new SplittableRandom(seed);
        long span = payments.get(payments.size() - 1).time - START;
        AccountBook book = AccountBook.EMPTY;
        for (int account = 0; account < 20; account++) {
            long from = START + random.nextLong(span);
            Allow allow = new Allow(
                    account(account),
                    random.nextBoolean() ? null : Typology.CYCLE,
                    "ann",
                    Instant.ofEpochMilli(from + 1 + random.nextLong(span)));
            book = book.with(new Dated(allow, Instant.ofEpochMilli(from), "ann", ""));
        }
        return book;
    }

    private static long findings(Map<String, Alert> alerts) {
        return alerts.values().stream()
                .flatMap(alert -> alert.measures().stream())
                .filter(measure -> measure.name().equals("findings"))
                .mapToLong(Measure::value)
                .sum();
    }

    private static Set<String> words(Map<String, Alert> alerts) {
        Set<String> words = new TreeSet<>();
        alerts.values()
                .forEach(alert -> words.add(
                        alert.rule() + " " + alert.subject().key() + " " + alert.measures() + " " + alert.asOf()));
        return words;
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

    private static List<Paid> payments(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int accounts = 40 + random.nextInt(30);
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
