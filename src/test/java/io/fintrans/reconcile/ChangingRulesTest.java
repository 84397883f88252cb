package io.fintrans.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Subgraph;
import io.fintrans.alert.Subject;
import io.fintrans.detector.judge.PairJudge;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.MemoryState;
import io.fintrans.reconcile.ModelDetector.Paid;
import io.fintrans.rule.Horizon;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Rejection.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of seeded lives of {@link ModelDetector} while its rules change: nothing that it says is called wrong, and every alert that is taken
 * away is missed. {@code -Dseed=N} replays one.
 */
class ChangingRulesTest {
    private static final long SEEDS = Long.getLong("seeds", 900);
    private static final List<String> CITIES = List.of("London", "Tokyo");
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private long decidable;

    /** How long the windows are, beside the allowed lateness. */
    enum Window {
        LONGER,
        SHORTER
    }

    /** Whose lives these are. */
    enum Who {
        MODEL,
        JUDGE
    }

    /** Whoever judges payments one by one, and says of each whether it counts. */
    private interface Detecting {
        boolean handle(Paid paid);

        void revise();
    }

    static Stream<Arguments> lives() {
        return Stream.of(Window.values())
                .flatMap(window -> Stream.of(Who.values()).map(who -> Arguments.of(window, who)));
    }

    private static LongStream seeds() {
        Long one = Long.getLong("seed");
        return one == null ? LongStream.range(0, SEEDS) : LongStream.of(one);
    }

    @ParameterizedTest
    @MethodSource("lives")
    void callsNothingWrongThatIsRight(Window window, Who who) {
        List<String> wrong = new ArrayList<>();
        long alerts = seeds().map(seed -> {
                    Life life = new Life(seed, window, who);
                    life.report(life.alerts).examples().forEach(finding -> wrong.add("seed " + seed + ": " + finding));
                    return life.alerts.size();
                })
                .sum();
        assertThat(wrong).isEmpty();
        assertThat(alerts).as("alerts in all lives together").isGreaterThan(SEEDS);
    }

    @ParameterizedTest
    @MethodSource("lives")
    void missesEveryAlertThatIsTakenAway(Window window, Who who) {
        seeds().limit(Math.max(1, SEEDS / 3)).forEach(seed -> {
            Life life = new Life(seed, window, who);
            if (life.report(life.alerts).uncheckedTotal() > 0) {
                return;
            }
            decidable++;
            for (Alert alert : life.needed()) {
                List<Alert> less = new ArrayList<>(life.alerts);
                less.removeIf(each -> each.id().equals(alert.id()));
                Report report = life.report(less);
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
        seeds().forEach(seed -> {
            Random random = new Random(seed);
            Rulebook rules = new ChangingRules(random, 40, 300, START, 300).rulebook();
            Horizon horizon = new Horizon(rules, 7);
            HeldTimes held = new HeldTimes(rules, 7);
            for (RuleSpec spec : rules.specs()) {
                if (spec.mode() != Mode.OFF) {
                    assertThat(held.countsAfter(spec))
                            .as("seed %d, %s", seed, spec)
                            .isEqualTo(horizon.countsAfter(spec));
                }
            }
            for (long time = START.toEpochMilli() - 10; time < START.toEpochMilli() + 1000; time++) {
                assertThat(held.leftUpTo(time)).as("seed %d at %d", seed, time).isEqualTo(horizon.leftUpTo(time));
            }
        });
    }

    /** What one detector read and wrote. */
    private static final class Life {
        final List<Alert> alerts = new ArrayList<>();
        final Rulebook rules;
        private final TopicsInMemory topics = new TopicsInMemory();
        private final Random random;
        private final long window;
        private final long lateness;
        private final int oneIsLateOf;
        private final long threshold;
        private final int payments;

        Life(long seed, Window kind, Who who) {
            random = new Random(seed);
            boolean longer = kind == Window.LONGER;
            lateness = longer ? random.nextInt(20) : 20 + random.nextInt(200);
            window = longer ? lateness + 1 + random.nextInt(50) : 10 + random.nextInt(Math.min(80, (int) lateness - 9));
            oneIsLateOf = longer ? 3 : 3 + random.nextInt(50);
            threshold = 100L + random.nextInt(300);
            payments = 20 + random.nextInt(100);
            long length = Math.max(10, payments * window / 8);
            rules = new ChangingRules(random, window, threshold, START, length).rulebook();
            if (who == Who.MODEL) {
                liveAsModel();
            } else {
                liveAsJudge();
            }
        }

        private void live(Detecting detecting) {
            long time = START.toEpochMilli();
            boolean large = random.nextInt(4) == 0;
            boolean revising = random.nextBoolean();
            for (int i = 0; i < payments; i++) {
                time += random.nextInt(1 + (int) window / 4);
                long at =
                        time - (lateness > 0 && random.nextInt(oneIsLateOf) == 0 ? random.nextInt((int) lateness) : 0);
                String city = CITIES.get(random.nextInt(CITIES.size()));
                String target = random.nextInt(3) == 0 ? "c" : "b";
                long cents = 1L + random.nextInt(large ? (int) threshold * 3 : (int) threshold / 2);
                Coordinates from = topics.produce(city, at, "a " + target + " " + Money.usd(cents));
                if (detecting.handle(new Paid(from, at, Subject.pair("a", target), cents))) {
                    topics.handled(from, cents);
                } else {
                    topics.reject(from, Reason.LATE, at);
                }
                if (revising && random.nextInt(10) == 0) {
                    detecting.revise();
                }
            }
        }

        private void liveAsModel() {
            ModelDetector detector = new ModelDetector(rules, lateness, CITIES.size(), alerts::add);
            live(new Detecting() {
                @Override
                public boolean handle(Paid paid) {
                    boolean counts = detector.handle(paid);
                    topics.watermark(detector.time());
                    return counts;
                }

                @Override
                public void revise() {
                    detector.revise();
                }
            });
        }

        /** The judge that the detector has. */
        private void liveAsJudge() {
            MemoryState state = new MemoryState(PairRules.of(rules, lateness), new MemoryBudget(Long.MAX_VALUE / 2));
            PairJudge judge = new PairJudge(Application.DEFAULT, PairRules.of(rules, lateness), state, Subgraph.MOST);
            Map<String, Long> newest = new HashMap<>();
            live(new Detecting() {
                @Override
                public boolean handle(Paid paid) {
                    newest.merge(paid.from().topic(), paid.time(), Math::max);
                    long reached = newest.size() < CITIES.size()
                            ? Long.MIN_VALUE
                            : newest.values().stream()
                                    .mapToLong(Long::longValue)
                                    .min()
                                    .orElseThrow();
                    judge.reaches(reached);
                    alerts.addAll(judge.before(paid.time()));
                    topics.watermark(reached);
                    if (judge.isLate(paid.time())) {
                        return false;
                    }
                    alerts.addAll(judge.handle(
                            Payment.of(paid.pair().source(), paid.pair().target(), Money.usd(paid.cents())),
                            paid.from().topic(),
                            paid.from().partition(),
                            paid.from().offset(),
                            paid.time()));
                    return true;
                }

                @Override
                public void revise() {
                    alerts.addAll(judge.revised(1000));
                }
            });
        }

        /** The alerts that must be there: one that is withdrawn need never have been raised. */
        List<Alert> needed() {
            Map<String, Alert> newest = new LinkedHashMap<>();
            alerts.forEach(alert -> newest.put(alert.id().toString(), alert));
            return newest.values().stream()
                    .filter(alert -> alert.state() != AlertState.WITHDRAWN)
                    .toList();
        }

        Report report(List<Alert> said) {
            topics.clearAlerts();
            said.forEach(alert -> topics.alertIn(topic(alert), alert));
            return topics.audit(new DetectorSetup(rules, lateness, 1, Application.DEFAULT));
        }

        private String topic(Alert alert) {
            Mode mode = rules.find(alert.rule()).orElseThrow().mode();
            return mode == Mode.SHADOW ? Topics.SHADOW_ALERTS : Topics.ALERTS;
        }
    }
}
