package io.fintrans.reconcile;

import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Subject;
import io.fintrans.reconcile.journal.SettingsInForce;
import io.fintrans.reconcile.ledger.Lateness;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.ledger.PairIndex;
import io.fintrans.reconcile.oracle.DetectorSetup;
import io.fintrans.reconcile.oracle.Track;
import io.fintrans.reconcile.oracle.Windows;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.reconcile.verdict.Checkable;
import io.fintrans.reconcile.verdict.FoundAlert;
import io.fintrans.rule.LargeFirst;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the alerts of one track about large first payments with what the topics hold: a pair's payments of one time together come to
 * the amount of the version that is in force then, and in its window before there is none. While that window reaches behind what was held
 * when the version came into force, nobody can tell, and nothing is found.
 *
 * <p>A payment that comes late takes back what was found at a later time. So an alert about a payment that is not the first must say that it is
 * withdrawn, and one that says so must not be about the first.
 */
final class FirstPaymentAudit {
    /** How many earlier times are looked at. */
    private static final int NEAREST = 64;

    private final Ledger ledger;
    private final Track track;
    private final DetectorSetup detector;
    private final SettingsInForce settings;
    private final Findings findings;
    private final Unchecked unchecked;
    /** By the number of the version, in minor units. */
    private final long[] least;

    private final BitSet proven = new BitSet();
    private int expected;
    private int found;

    FirstPaymentAudit(
            Ledger ledger,
            Track track,
            DetectorSetup detector,
            SettingsInForce settings,
            Findings findings,
            Unchecked unchecked) {
        this.ledger = ledger;
        this.track = track;
        this.detector = detector;
        this.settings = settings;
        this.findings = findings;
        this.unchecked = unchecked;
        this.least = track.versions().stream()
                .mapToLong(version -> LargeFirst.of(version.spec().parameters()).amount())
                .toArray();
    }

    /** The versions by which alerts are judged. */
    Track track() {
        return track;
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
        long left = Arrays.stream(least).min().orElseThrow();
        for (int i = index.start(pair); i < index.end(pair) && left > 0; i++) {
            left -= ledger.amount(index.slot(i));
        }
        return left <= 0;
    }

    private void judge(int pair, Map<Long, LargePayment> larges, List<FoundAlert> alerts) {
        String name = track.nameOf(ledger.pairs().name(pair));
        Checkable from = Checkable.from(
                settings.checkableFrom(ledger.pairs().source(pair)),
                ledger.otherCities().checkableFrom(pair, track.longestWindow()));
        Map<Long, Long> told = new HashMap<>();
        Map<Long, String> episodes = new HashMap<>();
        Map<String, FoundAlert> newest = newest(alerts);
        for (FoundAlert alert : alerts) {
            LargePayment large = larges.get(alert.at());
            String flaw = alert.flaw();
            if (alert.openedAt() < from.from()) {
                unchecked.add(from.why(), alert.name());
            } else if (flaw == null && alert.unread() != null) {
                unchecked.add(alert.unread(), alert.name());
            } else if (flaw == null && alert.isShortened()) {
                unchecked.add(Unchecked.Kind.SHORTENED_WINDOWS, alert.name());
            } else {
                flaw = flaw == null ? flaw(alert, large, newest) : flaw;
                if (flaw == null
                        && !episodes.merge(alert.at(), alert.episode(), (a, b) -> a)
                                .equals(alert.episode())) {
                    flaw = "there is another episode of the same payment";
                }
                if (flaw != null) {
                    findings.add(Kind.EXTRA, name, "alert " + alert.id() + ": " + flaw);
                }
            }
            told.merge(alert.at(), alert.step(), Math::max);
        }
        larges.forEach((time, large) -> {
            long step = Windows.stepOf(large.sumBelow() / large.least());
            if (large.first() && step > 0 && !large.late() && time >= from.from()) {
                expect(pair, time, step, told.getOrDefault(time, 0L));
            }
        });
    }

    /** The alert of the highest step of each episode. */
    private static Map<String, FoundAlert> newest(List<FoundAlert> alerts) {
        Map<String, FoundAlert> newest = new HashMap<>();
        alerts.forEach(alert -> newest.merge(alert.episode(), alert, (a, b) -> a.step() > b.step() ? a : b));
        return newest;
    }

    private void expect(int pair, long time, long step, long told) {
        if (!ledger.isWhole() && told == 0) {
            unchecked.add(
                    Unchecked.Kind.DELETED_PAYMENTS,
                    "the payment at " + Instant.ofEpochMilli(time) + " of "
                            + ledger.pairs().name(pair));
            return;
        }
        expected++;
        found += told >= step ? 1 : 0;
        if (told < step) {
            String which = " of the large first payment at " + Instant.ofEpochMilli(time);
            String what = told == 0 ? "no alert" + which : "only step " + told + " of " + step + which;
            findings.add(Kind.MISSING, track.nameOf(ledger.pairs().name(pair)), what);
        }
    }

    private @Nullable String flaw(FoundAlert alert, @Nullable LargePayment large, Map<String, FoundAlert> newest) {
        if (large == null) {
            return "no payments at its time come to the amount of its rule";
        }
        if (alert.openedAt() != alert.at() || alert.asOf() != alert.at()) {
            return "its times are not that of its payment";
        }
        if (alert.threshold() != large.least()) {
            return "its limit is not that of its rule";
        }
        if (alert.total() > large.sum() || alert.payments() > large.payments()) {
            return "its total is more than the payments at its time";
        }
        if (!large.openings().containsKey(alert.episode())) {
            return "its id is not made of a payment of the pair";
        }
        FoundAlert last = newest.getOrDefault(alert.episode(), alert);
        // Which payments of one time came first decides which steps there are, and nobody can tell.
        if (alert.total() < large.sum()) {
            unchecked.add(Unchecked.Kind.NOT_REVISED, alert.name());
        }
        if (large.late()) {
            unchecked.add(Unchecked.Kind.ORDER_OF_ARRIVAL, alert.name());
            return null;
        }
        if (alert.state() == AlertState.WITHDRAWN) {
            return flawOfWithdrawal(alert, large);
        }
        // Of an episode that is taken back only the newest alert says so.
        boolean takenBack = last.step() > alert.step() && last.state() == AlertState.WITHDRAWN;
        return large.first() || large.firstBelow() || takenBack ? null : "its payment is not the first of the window";
    }

    /** What came before it in its own partition was known when it came, so that it was never taken for the first. */
    private @Nullable String flawOfWithdrawal(FoundAlert alert, LargePayment large) {
        if (large.first()) {
            return "it is withdrawn, but its payment is the first";
        }
        int opening = Objects.requireNonNull(large.openings().get(alert.episode()));
        int range = ledger.cut().rangeOf(opening);
        boolean known = large.before().stream()
                .anyMatch(slot -> slot < opening && ledger.cut().rangeOf(slot) == range);
        return known ? "it is withdrawn, but its payment was never the first" : null;
    }

    /** The times at which the pair's payments come to the amount. */
    private Map<Long, LargePayment> larges(PairIndex index, Lateness lateness, int pair) {
        TreeMap<Long, List<Integer>> byTime = new TreeMap<>();
        IntStream.range(index.start(pair), index.end(pair))
                .map(index::slot)
                .forEach(slot -> byTime.computeIfAbsent(ledger.time(slot), any -> new ArrayList<>())
                        .add(slot));
        TreeSet<Long> below = new TreeSet<>();
        byTime.forEach((time, slots) -> {
            if (slots.stream().anyMatch(this::isBelow)) {
                below.add(time);
            }
        });
        Map<Long, LargePayment> larges = new TreeMap<>();
        byTime.forEach((time, slots) -> {
            long sum = slots.stream().mapToLong(ledger::amount).sum();
            long enough = least(time);
            if (sum >= enough) {
                larges.put(
                        time,
                        new LargePayment(
                                enough,
                                sum,
                                slots.stream()
                                        .filter(this::isBelow)
                                        .mapToLong(ledger::amount)
                                        .sum(),
                                slots.size(),
                                isFirst(byTime.lowerKey(time), time),
                                isFirst(below.lower(time), time),
                                slots.stream().anyMatch(slot -> lateness.seenBefore(slot) != Long.MIN_VALUE),
                                openings(pair, slots),
                                before(byTime, time)));
            }
        });
        return larges;
    }

    /** Of payments that follow closely on one another only the nearest, so that it costs no more than there are payments. */
    private List<Integer> before(NavigableMap<Long, List<Integer>> byTime, long time) {
        return byTime.subMap(time - track.window(time), false, time, false).descendingMap().values().stream()
                .limit(NEAREST)
                .flatMap(List::stream)
                .toList();
    }

    /** From which amount on payments of a time are large; never if no version is in force that knows its whole window. */
    private long least(long time) {
        int version = track.at(time);
        boolean looks = version != Track.NONE && !track.versions().get(version).isShortenedAt(time);
        return looks ? least[version] : Long.MAX_VALUE;
    }

    private boolean isBelow(int slot) {
        return slot < ledger.cut().slots();
    }

    private boolean isFirst(@Nullable Long before, long time) {
        return before == null || before <= time - track.window(time);
    }

    private Map<String, Integer> openings(int pair, List<Integer> slots) {
        Subject subject =
                new Subject.Pair(ledger.pairs().source(pair), ledger.pairs().target(pair));
        Map<String, Integer> openings = new HashMap<>();
        for (int slot : slots) {
            openings.put(
                    AlertId.episode(
                            detector.application(),
                            track.episodeName(),
                            subject,
                            ledger.cut().coordinates(slot)),
                    slot);
        }
        return openings;
    }
}
