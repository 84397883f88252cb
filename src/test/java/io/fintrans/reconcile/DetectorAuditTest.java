package io.fintrans.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Typology;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.reconcile.SeededTraffic.Window;
import io.fintrans.reconcile.oracle.HeldTimes;
import io.fintrans.reconcile.report.Report;
import io.fintrans.rule.Horizon;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of seeded lives of the detector, of its judge and of {@link ModelDetector}, with payments out of order within the allowed lateness,
 * which may be longer than the window, and with rules that change meanwhile: nothing that they say is called wrong, and every alert that is taken
 * away is missed. {@code -Dseed=N} replays one.
 */
class DetectorAuditTest {
    private static final long SEEDS = Long.getLong("seeds", 900);
    /** In this one of the whole detector, another order of arrival skips a step. */
    private static final long SKIPS_A_STEP = 559;

    @TempDir
    Path folder;

    private long decidable;

    /** Who judges by which rules. */
    enum Kind {
        DETECTOR_WITH_PAIR_TOTAL,
        DETECTOR_WITH_SEVERAL,
        JUDGE_WITH_CHANGING_RULES,
        MODEL_WITH_CHANGING_RULES;

        Rulebook rules(SeededTraffic traffic) {
            return switch (this) {
                case DETECTOR_WITH_PAIR_TOTAL -> SeededTraffic.pairTotal(traffic);
                case DETECTOR_WITH_SEVERAL -> SeededTraffic.pairTotal(traffic).with(others(traffic));
                case JUDGE_WITH_CHANGING_RULES, MODEL_WITH_CHANGING_RULES -> changing(traffic);
            };
        }

        boolean changes() {
            return this == JUDGE_WITH_CHANGING_RULES || this == MODEL_WITH_CHANGING_RULES;
        }
    }

    static Stream<Arguments> lives() {
        return Stream.of(Window.values())
                .flatMap(window -> Stream.of(Kind.values()).map(kind -> Arguments.of(window, kind)));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void callsNothingWrongThatIsRight(Window window, Kind kind) {
        long alerts = SeededTraffic.seeds(SEEDS)
                .map(seed -> {
                    SeededLife life = life(seed, window, kind);
                    Report report = life.report();
                    assertThat(report.examples())
                            .as("seed %d, window %s", seed, window)
                            .isEmpty();
                    assertThat(kind.changes() || report.accepted().payments() > 0)
                            .isTrue();
                    return life.alerts.size();
                })
                .sum();
        assertThat(alerts).as("alerts in all lives together").isGreaterThan(SEEDS);
    }

    /** Not in lives of which something is unchecked even when nothing is taken away. */
    @ParameterizedTest
    @MethodSource("lives")
    void missesEveryAlertThatIsTakenAway(Window window, Kind kind) {
        LongStream seeds = LongStream.concat(
                SeededTraffic.seeds(SEEDS).limit(Math.max(1, SEEDS / 2)), LongStream.of(SKIPS_A_STEP));
        seeds.forEach(seed -> {
            SeededLife life = life(seed, window, kind);
            if (life.report().uncheckedTotal() > 0) {
                return;
            }
            decidable++;
            for (Alert alert : life.needed()) {
                Report report = life.reportWithout(alert);
                assertThat(report.ok() && report.uncheckedTotal() == 0)
                        .as("seed %d, window %s, without %s of %s", seed, window, alert.id(), alert.rule())
                        .isFalse();
            }
        });
        assertThat(decidable).as("lives of which everything can be checked").isGreaterThan(SEEDS / 50);
    }

    /** Both compute how far back payments are held, each in its own way. */
    @Test
    void holdsAsLongAsTheDetector() {
        SeededTraffic.seeds(SEEDS).forEach(seed -> {
            Rulebook rules = new ChangingRules(new Random(seed), 40, 300, SeededTraffic.START, 300).rulebook();
            Horizon horizon = new Horizon(rules, 7);
            HeldTimes held = new HeldTimes(rules, 7);
            for (RuleSpec spec : rules.specs()) {
                if (spec.mode().finds()) {
                    assertThat(held.countsAfter(spec))
                            .as("seed %d, %s", seed, spec)
                            .isEqualTo(horizon.countsAfter(spec));
                }
            }
            long start = SeededTraffic.START.toEpochMilli();
            for (long time = start - 10; time < start + 1000; time++) {
                assertThat(held.leftUpTo(time)).as("seed %d at %d", seed, time).isEqualTo(horizon.leftUpTo(time));
            }
        });
    }

    private SeededLife life(long seed, Window window, Kind kind) {
        return new SeededLife(
                new SeededTraffic(seed, window, kind::rules),
                switch (kind) {
                    case DETECTOR_WITH_PAIR_TOTAL, DETECTOR_WITH_SEVERAL -> this::detector;
                    case JUDGE_WITH_CHANGING_RULES -> SeededLife::judge;
                    case MODEL_WITH_CHANGING_RULES -> SeededLife::model;
                });
    }

    private Detecting detector(SeededTraffic traffic, TopicsInMemory topics, Consumer<Alert> raised) {
        DetectorSettings settings = new DetectorSettings(
                SeededTraffic.CITIES, 1, traffic.rules, Duration.ofMillis(traffic.lateness), Long.MAX_VALUE / 2);
        return new TopologyDetecting(folder, settings, SeededTraffic.START, topics, raised);
    }

    private static Rulebook changing(SeededTraffic traffic) {
        return new ChangingRules(
                        traffic.random, traffic.window, traffic.threshold, SeededTraffic.START, traffic.window * 12)
                .rulebook();
    }

    /** Some have a window of another length. */
    private static List<RuleSpec> others(SeededTraffic traffic) {
        Random random = traffic.random;
        Duration longer = Duration.ofMillis(traffic.window + random.nextInt((int) traffic.window));
        Duration shorter = Duration.ofMillis(1 + random.nextInt((int) traffic.window));
        String half = Money.usd(traffic.threshold / 2).toString();
        return List.of(
                TestRules.live(
                        "structuring",
                        Typology.STRUCTURING,
                        random.nextBoolean() ? longer : shorter,
                        Map.of(
                                "limits",
                                half + ", " + Money.usd(traffic.threshold / 5),
                                "near",
                                "700",
                                "payments",
                                "2")),
                TestRules.live(
                        "structuring-of-three",
                        Typology.STRUCTURING,
                        random.nextBoolean() ? longer : shorter,
                        Map.of("limits", half, "near", "300", "payments", "3")),
                TestRules.live(
                        "large-first",
                        Typology.LARGE_FIRST,
                        random.nextBoolean() ? longer : shorter,
                        Map.of("amount", Money.usd(traffic.threshold / 3).toString())));
    }
}
