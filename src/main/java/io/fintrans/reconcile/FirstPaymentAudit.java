package io.fintrans.reconcile;

import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.reconcile.Findings.Kind;
import io.fintrans.rule.LargeFirst;
import io.fintrans.rule.RuleSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the alerts of one version of a rule about large first payments with what the topics hold: a pair's payments of one time together come to
 * the rule's amount, and in the window before there is none.
 *
 * <p>A payment that comes late takes back what was found at a later time. So an alert about a payment that is not the first must say that it is
 * withdrawn, and one that says so must not be about the first.
 */
final class FirstPaymentAudit {
    private final Ledger ledger;
    private final RuleSpec spec;
    private final DetectorSetup detector;
    private final SettingsInForce settings;
    private final Findings findings;
    private final Unchecked unchecked;
    private final long least;
    private final BitSet proven = new BitSet();
    private int expected;
    private int found;

    FirstPaymentAudit(
            Ledger ledger,
            RuleSpec spec,
            DetectorSetup detector,
            SettingsInForce settings,
            Findings findings,
            Unchecked unchecked) {
        this.ledger = ledger;
        this.spec = spec;
        this.detector = detector;
        this.settings = settings;
        this.findings = findings;
        this.unchecked = unchecked;
        this.least = LargeFirst.of(spec.parameters()).amount();
    }

    /** The rule by which alerts are judged. */
    RuleId rule() {
        return spec.id();
    }

    /** How many large first payments there are below the cut. */
    int expected() {
        return expected;
    }

    /** How many of them have an alert. */
    int found() {
        return found;
    }

    /** Whether nothing about the pair's alerts was found wrong or left unchecked; after {@link #judge}. */
    boolean isProven(int pair) {
        return proven.get(pair);
    }

    /**
     * A time at which a pair's payments come to the amount.
     *
     * @param first whether none came in the window before
     * @param firstBelow whether none did that is below the cut
     * @param late whether one of them came so late that nobody may have looked whether it is the first
     * @param below whether one of them is below the cut
     */
    private record Large(
            long sum,
            int payments,
            boolean first,
            boolean firstBelow,
            boolean late,
            boolean below,
            Set<String> episodes) {}

    /** Judges all pairs and all alerts of the rule, which are given by the number of their pair. */
    void judge(PairIndex index, Lateness lateness, Map<Integer, List<FoundAlert>> alertsByPair) {
        for (int pair = 0; pair < ledger.pairs().size(); pair++) {
            List<FoundAlert> alerts = alertsByPair.getOrDefault(pair, List.of());
            if (!alerts.isEmpty() || mayBeLarge(index, pair)) {
                long doubts = findings.total() + unchecked.total();
                judge(pair, larges(index, lateness, pair), alerts);
                proven.set(pair, doubts == findings.total() + unchecked.total());
            }
        }
    }

    private boolean mayBeLarge(PairIndex index, int pair) {
        long left = least;
        for (int i = index.start(pair); i < index.end(pair) && left > 0; i++) {
            left -= ledger.amount(index.slot(i));
        }
        return left <= 0;
    }

    private void judge(int pair, Map<Long, Large> larges, List<FoundAlert> alerts) {
        long from = settings.checkableFrom(ledger.pairs().source(pair));
        Set<Long> told = new HashSet<>();
        Map<String, FoundAlert> newest = newest(alerts);
        for (FoundAlert alert : alerts) {
            Large large = larges.get(alert.at());
            String flaw = alert.flaw();
            if (alert.openedAt() < from) {
                unchecked.add(Unchecked.Kind.OTHER_SETTINGS, alert.name());
            } else if (flaw == null && alert.unread() != null) {
                unchecked.add(alert.unread(), alert.name());
            } else if (flaw == null && alert.isShortened()) {
                unchecked.add(Unchecked.Kind.SHORTENED_WINDOWS, alert.name());
            } else {
                flaw = flaw == null ? flaw(alert, large, newest) : flaw;
                if (flaw != null) {
                    findings.add(Kind.EXTRA, ledger.pairs().name(pair), "alert " + alert.id() + ": " + flaw);
                }
            }
            told.add(alert.at());
        }
        larges.forEach((time, large) -> {
            if (large.first() && large.below() && !large.late() && time >= from) {
                expect(pair, time, told.contains(time));
            }
        });
    }

    /** The alert of the highest step of each episode. */
    private static Map<String, FoundAlert> newest(List<FoundAlert> alerts) {
        Map<String, FoundAlert> newest = new HashMap<>();
        alerts.forEach(alert -> newest.merge(alert.episode(), alert, (a, b) -> a.step() > b.step() ? a : b));
        return newest;
    }

    private void expect(int pair, long time, boolean told) {
        expected++;
        found += told ? 1 : 0;
        if (!told) {
            findings.add(
                    Kind.MISSING,
                    ledger.pairs().name(pair),
                    "no alert of the large first payment at " + Instant.ofEpochMilli(time));
        }
    }

    private @Nullable String flaw(FoundAlert alert, @Nullable Large large, Map<String, FoundAlert> newest) {
        if (large == null) {
            return "no payments at its time come to the amount of its rule";
        }
        if (alert.openedAt() != alert.at() || alert.asOf() != alert.at()) {
            return "its times are not that of its payment";
        }
        if (alert.threshold() != least) {
            return "its limit is not that of its rule";
        }
        if (alert.total() > large.sum() || alert.payments() > large.payments()) {
            return "its total is more than the payments at its time";
        }
        if (!large.episodes().contains(alert.episode())) {
            return "its id is not made of a payment of the pair";
        }
        if (alert.total() < large.sum()) {
            unchecked.add(Unchecked.Kind.NOT_REVISED, alert.name());
        }
        if (large.late()) {
            unchecked.add(Unchecked.Kind.ORDER_OF_ARRIVAL, alert.name());
            return null;
        }
        if (alert.state() == AlertState.WITHDRAWN) {
            return large.first() ? "it is withdrawn, but its payment is the first" : null;
        }
        // Of an episode that is taken back only the newest alert says so.
        FoundAlert last = newest.getOrDefault(alert.episode(), alert);
        boolean takenBack = last.step() > alert.step() && last.state() == AlertState.WITHDRAWN;
        return large.first() || large.firstBelow() || takenBack ? null : "its payment is not the first of the window";
    }

    /** The times at which the pair's payments come to the amount. */
    private Map<Long, Large> larges(PairIndex index, Lateness lateness, int pair) {
        TreeMap<Long, List<Integer>> byTime = new TreeMap<>();
        IntStream.range(index.start(pair), index.end(pair))
                .map(index::slot)
                .forEach(slot -> byTime.computeIfAbsent(ledger.time(slot), any -> new ArrayList<>())
                        .add(slot));
        TreeSet<Long> below = new TreeSet<>();
        byTime.forEach((time, slots) -> {
            if (isBelow(slots)) {
                below.add(time);
            }
        });
        Map<Long, Large> larges = new TreeMap<>();
        byTime.forEach((time, slots) -> {
            long sum = slots.stream().mapToLong(ledger::amount).sum();
            if (sum >= least) {
                larges.put(
                        time,
                        new Large(
                                sum,
                                slots.size(),
                                isFirst(byTime.lowerKey(time), time),
                                isFirst(below.lower(time), time),
                                slots.stream().anyMatch(slot -> lateness.seenBefore(slot) != Long.MIN_VALUE),
                                isBelow(slots),
                                episodes(pair, slots)));
            }
        });
        return larges;
    }

    private boolean isBelow(List<Integer> slots) {
        return slots.stream().anyMatch(slot -> slot < ledger.cut().slots());
    }

    private boolean isFirst(@Nullable Long before, long time) {
        return before == null || before <= time - spec.window().toMillis();
    }

    private Set<String> episodes(int pair, List<Integer> slots) {
        Subject subject =
                new Subject.Pair(ledger.pairs().source(pair), ledger.pairs().target(pair));
        Set<String> episodes = new HashSet<>();
        for (int slot : slots) {
            episodes.add(AlertId.episode(
                    detector.application(),
                    spec.id().name(),
                    subject,
                    ledger.cut().coordinates(slot)));
        }
        return episodes;
    }
}
