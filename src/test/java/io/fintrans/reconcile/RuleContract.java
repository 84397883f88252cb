package io.fintrans.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Subject;
import io.fintrans.reconcile.ModelDetector.Paid;
import io.fintrans.reconcile.SeededLife.Judging;
import io.fintrans.reconcile.SeededTraffic.Sent;
import io.fintrans.reconcile.SeededTraffic.Window;
import io.fintrans.reconcile.report.Report;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.Coordinates;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every rule about pairs promises, whatever it looks for. The test of a rule extends this and says how the rule is made; its oracle is the
 * one that {@code reconcile} has for its typology. {@code -Dseed=N} replays one life.
 */
abstract class RuleContract {
    private static final long SEEDS = Long.getLong("seeds", 200);
    /** What is done once more for each alert or each payment of a life takes longer. */
    private static final long FEWER = Math.max(1, SEEDS / 4);

    private long tried;

    /**
     * Makes the rule, live and always in force.
     *
     * @param traffic that it judges; it finds something in most of them if its window and its limits are about those there
     */
    abstract RuleSpec rule(SeededTraffic traffic);

    private SeededTraffic traffic(long seed, Window window) {
        return new SeededTraffic(seed, window, traffic -> new Rulebook(List.of(rule(traffic))));
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatItsOracleFinds(Window window) {
        SeededTraffic.seeds(SEEDS).forEach(seed -> {
            SeededTraffic traffic = traffic(seed, window);
            SeededLife life = new SeededLife(traffic, SeededLife::judge);
            assertRight(traffic, life);
            tried += life.needed().size();
        });
        assertThat(tried).as("findings in all lives together").isGreaterThan(SEEDS);
    }

    @ParameterizedTest
    @EnumSource
    void itsOracleMissesEveryFindingThatIsTakenAway(Window window) {
        SeededTraffic.seeds(FEWER).forEach(seed -> {
            SeededTraffic traffic = traffic(seed, window);
            SeededLife life = new SeededLife(traffic, SeededLife::judge);
            if (life.report().uncheckedTotal() > 0) {
                return;
            }
            for (Alert alert : life.needed()) {
                Report report = life.reportWithout(alert);
                assertThat(report.ok() && report.uncheckedTotal() == 0)
                        .as("without %s of %s", alert.id(), traffic)
                        .isFalse();
                tried++;
            }
        });
        assertThat(tried).as("alerts that were taken away").isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void findsTheSameInWhateverOrderPaymentsComeWithinTheLateness(Window window) {
        SeededTraffic.seeds(SEEDS).forEach(seed -> {
            SeededTraffic traffic = traffic(seed, window);
            SeededLife life = new SeededLife(traffic, SeededLife::judge);
            List<Sent> shuffled = traffic.shuffled();
            SeededLife other = new SeededLife(traffic, shuffled, SeededLife::judge);
            assertRight(traffic, other);
            assertThat(highestSteps(other)).as("%s", traffic).isEqualTo(highestSteps(life));
            tried += shuffled.equals(traffic.payments) ? 0 : highestSteps(life).size();
        });
        assertThat(tried).as("findings of lives with another order").isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void writesTheSameIfItIsStoppedAfterEveryPayment(Window window) {
        SeededTraffic.seeds(FEWER).forEach(seed -> {
            SeededTraffic traffic = traffic(seed, window);
            List<Alert> steady = new SeededLife(traffic, SeededLife::judge).alerts;
            Judging startedAgain = SeededLife::startedAgain;
            List<Alert> found = new SeededLife(traffic, startedAgain).alerts;
            assertThat(byId(found)).as("%s", traffic).isEqualTo(byId(steady));
            tried += steady.size();
        });
        assertThat(tried).as("alerts in all lives together").isGreaterThan(FEWER);
    }

    @ParameterizedTest
    @EnumSource
    void itsEvidenceIsOfThePaymentsThatCame(Window window) {
        SeededTraffic.seeds(SEEDS).forEach(seed -> {
            SeededTraffic traffic = traffic(seed, window);
            SeededLife life = new SeededLife(traffic, SeededLife::judge);
            for (Alert alert : life.alerts) {
                Set<Coordinates> edges = new LinkedHashSet<>();
                for (Edge edge : alert.evidence().edges()) {
                    assertThat(life.paid).as("%s of %s", edge, traffic).containsKey(edge.coordinates());
                    Paid paid = requireNonNull(life.paid.get(edge.coordinates()));
                    assertThat(edge.time().toEpochMilli()).isEqualTo(paid.time());
                    assertThat(edge.amount().minorUnits()).isEqualTo(paid.cents());
                    assertThat(new Subject.Pair(edge.source(), edge.target())).isEqualTo(paid.pair());
                    edges.add(edge.coordinates());
                    tried++;
                }
                assertThat(edges)
                        .as("each is there once, in %s", traffic)
                        .hasSameSizeAs(alert.evidence().edges());
            }
        });
        assertThat(tried).as("payments in evidence").isGreaterThan(SEEDS);
    }

    /** More may be found without it, and what is found may begin at another payment. */
    @ParameterizedTest
    @EnumSource
    void losesNoFindingWithAPaymentThatIsNoEvidence(Window window) {
        SeededTraffic.seeds(FEWER).forEach(seed -> {
            SeededTraffic traffic = traffic(seed, window);
            SeededLife life = new SeededLife(traffic, SeededLife::judge);
            List<Alert> whole = life.standing().stream()
                    .filter(alert -> !alert.cut() && alert.evidence().omitted() == 0)
                    .toList();
            Set<Coordinates> evidence = life.alerts.stream()
                    .flatMap(alert -> alert.evidence().edges().stream())
                    .map(Edge::coordinates)
                    .collect(Collectors.toSet());
            int at = 0;
            for (Coordinates from : List.copyOf(life.paid.keySet())) {
                if (!evidence.contains(from)) {
                    List<Sent> less = new ArrayList<>(traffic.payments);
                    less.remove(at);
                    List<Alert> still = new SeededLife(traffic, less, SeededLife::judge).standing();
                    whole.forEach(alert -> assertThat(still)
                            .as("without %s, of %s", from, traffic)
                            .anyMatch(each -> holds(each, alert)));
                    tried++;
                }
                at++;
            }
        });
        assertThat(tried).as("payments that were taken away").isGreaterThan(FEWER);
    }

    private static boolean holds(Alert alert, Alert finding) {
        return alert.subject().equals(finding.subject())
                && alert.id().step() >= finding.id().step()
                && !alert.openedAt().isAfter(finding.at());
    }

    private static void assertRight(SeededTraffic traffic, SeededLife life) {
        assertThat(life.paid).as("payments in time, of %s", traffic).hasSameSizeAs(traffic.payments);
        assertThat(life.report().examples()).as("%s", traffic).isEmpty();
    }

    /** Of each pair: what does not depend on where its episodes begin. */
    private static Map<String, Long> highestSteps(SeededLife life) {
        Map<String, Long> steps = new TreeMap<>();
        life.standing()
                .forEach(alert -> steps.merge(alert.subject().key(), alert.id().step(), Math::max));
        return steps;
    }

    /** Which of two alerts is revised first does not matter. */
    private static Map<String, List<Alert>> byId(List<Alert> alerts) {
        return alerts.stream()
                .collect(Collectors.groupingBy(alert -> alert.id().toString(), TreeMap::new, Collectors.toList()));
    }
}
