package io.fintrans.detector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.MemoryState;
import io.fintrans.rule.Horizon;
import io.fintrans.rule.Mode;
import io.fintrans.rule.PairTotal;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.Structuring;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Rules that change while payments come: what the judge finds is what a model finds that knows all payments and all versions from the beginning, in
 * whatever order payments come within the lateness, and whenever the judge comes to know the versions.
 */
class RuleVersionsTest {
    private static final long LATENESS = 40;
    private static final long BEGIN = 10_000;
    private static final long END = BEGIN + 1500;

    /** A payment of the one pair. */
    private record Paid(long offset, long time, long cents) {}

    /** A window over its limit, and the longest window that the rule has had until then. */
    private record Over(long end, long step, long reach) {}

    /** An episode, by what does not depend on the order. */
    private record Story(String track, long opened, long last, long step) {}

    /** An alert, and whose episode it is of. */
    private record Told(String track, Alert alert) {}

    private Random random = new Random();

    @RepeatedTest(600)
    void findsWhatTheModelFinds(RepetitionInfo info) {
        random = new Random(info.getCurrentRepetition());
        List<RuleSpec> versions = versions();
        Rulebook rulebook = new Rulebook(versions);
        List<Paid> payments = payments();
        List<Told> told = judged(versions, payments);
        String seed = "seed " + info.getCurrentRepetition() + ": " + versions;
        List<Told> explained = new ArrayList<>();
        for (Story story : model(rulebook, payments)) {
            List<Told> ofStory =
                    told.stream().filter(each -> isPart(each, story)).toList();
            List<Told> standing = ofStory.stream()
                    .filter(each -> each.alert().state() != AlertState.WITHDRAWN)
                    .toList();
            assertThat(standing)
                    .as("%s of %s", story, seed)
                    .extracting(each -> each.alert().id().step())
                    .containsExactly(story.step());
            explained.addAll(ofStory);
        }
        assertThat(told).as(seed).containsExactlyInAnyOrderElementsOf(explained);
        for (Told each : told) {
            RuleSpec version = rulebook.find(each.alert().rule()).orElseThrow();
            assertThat(rulebook.isInForce(version, each.alert().asOf().toEpochMilli()))
                    .as(seed)
                    .isTrue();
        }
    }

    private static boolean isPart(Told told, Story story) {
        long at = told.alert().at().toEpochMilli();
        return told.track().equals(story.track()) && at >= story.opened() && at <= story.last();
    }

    private List<RuleSpec> versions() {
        List<RuleSpec> versions = new ArrayList<>(List.of(total(1, 0, 20 + random.nextInt(200), Mode.LIVE)));
        versions.add(structuring(1, 0, 20 + random.nextInt(200), Mode.LIVE));
        long from = BEGIN + 200;
        int totals = 1;
        int counts = 1;
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            from += 1L + random.nextInt(300);
            Mode mode = List.of(Mode.LIVE, Mode.LIVE, Mode.SHADOW, Mode.SHADOW_OFF, Mode.OFF)
                    .get(random.nextInt(5));
            long window = 1L + random.nextInt(400);
            versions.add(
                    random.nextBoolean()
                            ? total(++totals, from, window, mode)
                            : structuring(++counts, from, window, mode));
        }
        return versions;
    }

    private RuleSpec total(int version, long from, long window, Mode mode) {
        return new RuleSpec(
                new RuleId("pair-total", version),
                Typology.PAIR_TOTAL,
                mode,
                Instant.ofEpochMilli(from),
                Duration.ofMillis(window),
                Map.of("threshold", Integer.toString(100 + random.nextInt(300))));
    }

    private RuleSpec structuring(int version, long from, long window, Mode mode) {
        return new RuleSpec(
                new RuleId("near", version),
                Typology.STRUCTURING,
                mode,
                Instant.ofEpochMilli(from),
                Duration.ofMillis(window),
                Map.of("limits", Integer.toString(50 + random.nextInt(50)), "near", "500", "payments", "2"));
    }

    private List<Paid> payments() {
        List<Paid> payments = new ArrayList<>();
        double gap = 3 + random.nextInt(60);
        for (double time = BEGIN; time < END; time += random.nextDouble() * gap) {
            payments.add(new Paid(0, (long) time, 100L * (1 + random.nextInt(100))));
        }
        Map<Paid, Long> comes = new HashMap<>();
        payments.forEach(paid -> comes.put(paid, paid.time() + random.nextInt((int) LATENESS)));
        payments.sort(Comparator.comparing(comes::get));
        List<Paid> numbered = new ArrayList<>();
        payments.forEach(paid -> numbered.add(new Paid(numbered.size(), paid.time(), paid.cents())));
        return numbered;
    }

    /** Straight from the definition, a window at a time. */
    private static List<Story> model(Rulebook rulebook, List<Paid> payments) {
        Horizon horizon = new Horizon(rulebook, LATENESS);
        Map<String, TreeMap<Long, Over>> overs = new TreeMap<>();
        for (RuleSpec spec : rulebook.specs()) {
            for (Paid ending : endings(spec, payments)) {
                if (!spec.mode().finds() || !rulebook.isInForce(spec, ending.time())) {
                    continue;
                }
                long window = spec.window().toMillis();
                long after = Math.max(ending.time() - window, horizon.countsAfter(spec));
                long measured = payments.stream()
                        .filter(paid -> paid.time() > after && paid.time() <= ending.time())
                        .mapToLong(paid -> weight(spec, paid.cents()))
                        .sum();
                long step = weight(spec, ending.cents()) == 0 ? 0 : step(spec, measured);
                if (step > 0) {
                    String track = (spec.mode() == Mode.SHADOW ? "shadow of " : "")
                            + spec.id().name();
                    overs.computeIfAbsent(track, any -> new TreeMap<>())
                            .merge(
                                    ending.time(),
                                    new Over(ending.time(), step, reach(rulebook, spec)),
                                    (one, other) -> one.step() > other.step() ? one : other);
                }
            }
        }
        List<Story> stories = new ArrayList<>();
        overs.forEach((track, all) -> {
            Story story = null;
            Over last = null;
            for (Over over : all.values()) {
                if (story != null && last != null && over.end() - last.end() < last.reach()) {
                    story = new Story(track, story.opened(), over.end(), Math.max(story.step(), over.step()));
                } else {
                    if (story != null) {
                        stories.add(story);
                    }
                    story = new Story(track, over.end(), over.end(), over.step());
                }
                last = over;
            }
            stories.add(story);
        });
        return stories;
    }

    /** The windows end with payments, and when the version comes into force, if time has come so far that all payments of before are there. */
    private static List<Paid> endings(RuleSpec spec, List<Paid> payments) {
        long from = spec.from().toEpochMilli();
        long newest = payments.stream().mapToLong(Paid::time).max().orElseThrow();
        List<Paid> endings = new ArrayList<>(payments);
        // It ends with a payment that weighs something: whose weight is that of any that counts.
        payments.stream()
                .filter(paid -> from > 0 && newest > from + LATENESS)
                .filter(paid -> paid.time() <= from && weight(spec, paid.cents()) > 0)
                .findAny()
                .ifPresent(counted -> endings.add(new Paid(-1, from, counted.cents())));
        return endings;
    }

    private static long reach(Rulebook rulebook, RuleSpec of) {
        return rulebook.specs().stream()
                .filter(spec -> spec.id().name().equals(of.id().name())
                        && spec.mode() == of.mode()
                        && !spec.from().isAfter(of.from()))
                .mapToLong(spec -> spec.window().toMillis())
                .max()
                .orElseThrow();
    }

    private static long weight(RuleSpec spec, long cents) {
        return spec.typology() == Typology.PAIR_TOTAL
                ? cents
                : Structuring.of(spec.parameters()).isNear(cents) ? 1 : 0;
    }

    private static long step(RuleSpec spec, long measured) {
        long times = spec.typology() == Typology.PAIR_TOTAL
                ? (measured - 1) / PairTotal.of(spec.parameters()).thresholds().standard()
                : measured / Structuring.of(spec.parameters()).payments();
        return times <= 10 ? times : 10 * Long.highestOneBit(times / 10);
    }

    /** Hands the payments to a judge that comes to know each version at some moment before it is in force. */
    private List<Told> judged(List<RuleSpec> versions, List<Paid> payments) {
        Map<RuleSpec, Long> knownFrom = new HashMap<>();
        long last = 0;
        for (RuleSpec spec : versions) {
            long from = spec.from().toEpochMilli();
            last = Math.max(last, from == 0 ? 0 : from - 1 - random.nextInt(500));
            knownFrom.put(spec, last);
        }
        Rulebook known = known(versions, knownFrom, 0);
        PairRules rules = PairRules.of(known, LATENESS);
        MemoryState state = new MemoryState(rules, new MemoryBudget(Long.MAX_VALUE));
        PairJudge judge = new PairJudge("app", rules, state, 100);
        Map<String, Told> newest = new HashMap<>();
        long seen = 0;
        for (Paid paid : payments) {
            seen = Math.max(seen, paid.time());
            Rulebook now = known(versions, knownFrom, seen);
            if (!now.equals(known)) {
                known = now;
                judge.adopt(PairRules.of(now, LATENESS));
            }
            if (random.nextInt(20) == 0) {
                judge.forgetPast();
            }
            Payment payment = Payment.of(AccountId.of("a"), AccountId.of("b"), Money.usd(paid.cents()));
            List<Alert> alerts = new ArrayList<>(judge.before(paid.time()));
            alerts.addAll(judge.handle(payment, "London", 0, paid.offset(), paid.time()));
            alerts.forEach(alert -> newest.put(alert.id().episode(), told(alert, judge)));
        }
        while (judge.isBehind()) {
            judge.before(Long.MIN_VALUE).forEach(alert -> newest.put(alert.id().episode(), told(alert, judge)));
        }
        while (judge.hasToRevise()) {
            judge.revised(Revisions.MOST).forEach(alert -> newest.put(alert.id().episode(), told(alert, judge)));
        }
        return List.copyOf(newest.values());
    }

    private static Told told(Alert alert, PairJudge judge) {
        return new Told(
                (judge.isShadow(alert) ? "shadow of " : "") + alert.rule().name(), alert);
    }

    private static Rulebook known(List<RuleSpec> versions, Map<RuleSpec, Long> knownFrom, long seen) {
        return new Rulebook(versions.stream()
                .filter(spec -> knownFrom.getOrDefault(spec, 0L) <= seen)
                .toList());
    }
}
