package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.oracle.JudgedTrack;
import io.fintrans.reconcile.oracle.KnownWindows;
import io.fintrans.reconcile.oracle.PairPayments;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the alerts of a second episode where the windows know one only, unless the order of arrival explains it: late payments, or
 * a detour, after which a payment may fill the gap between two episodes that were opened a window's length apart.
 *
 * <p>Where the window is longer than the allowed lateness, a payment can fill that gap only if it ends a window that was not certain, and
 * the older episode ends a window before the newer one for good. Where it is not, the newer episode may have been opened before the
 * older one in time, and each may grow over the other: then nothing but what was known at each opening counts.
 */
final class SecondEpisodes {
    private final PairAudit.Pair pair;
    private final JudgedTrack rule;
    private final Findings findings;
    private final KnownAtOpening known;
    private final boolean tooLarge;

    SecondEpisodes(PairAudit.Pair pair, Cut cut, JudgedTrack rule, Findings findings) {
        this.pair = pair;
        this.rule = rule;
        this.findings = findings;
        this.known = new KnownAtOpening(pair.all().payments(), cut, rule.latenessMillis());
        this.tooLarge = pair.all().highestTotal() >= KnownWindows.MOST;
    }

    /** Adds them to the findings, and returns them. All alerts are in one cluster of windows. */
    List<FoundAlert> doubles(List<FoundAlert> sound) {
        Map<String, List<FoundAlert>> byEpisode = new LinkedHashMap<>();
        sound.stream()
                .filter(alert -> alert.unread() == null)
                .sorted(Comparator.comparingLong(FoundAlert::step))
                .forEach(alert -> byEpisode
                        .computeIfAbsent(alert.episode(), id -> new ArrayList<>())
                        .add(alert));
        List<List<FoundAlert>> openings = new ArrayList<>(byEpisode.values());
        openings.sort(Comparator.comparingLong(SecondEpisodes::opening));
        List<FoundAlert> doubles = new ArrayList<>();
        long newest = Long.MIN_VALUE;
        long openedBefore = Long.MIN_VALUE;
        for (List<FoundAlert> alerts : openings) {
            long opening = opening(alerts);
            boolean forgotten = newest != Long.MIN_VALUE && mayBeForgotten(openedBefore, opening);
            boolean explained = newest == Long.MIN_VALUE
                    || forgotten
                    || (isAnyOrder() ? openedBefore < reachedFrom(opening) : isNew(opening, newest));
            if (explained && (openings.size() == 1 || forgotten || !continues(alerts.get(0)))) {
                newest = Math.max(newest, newest(alerts));
                openedBefore = opening;
            } else {
                doubles.addAll(alerts);
            }
        }
        for (FoundAlert alert : doubles) {
            findings.add(
                    Kind.EXTRA, pair.name(), "alert " + alert.id() + ": a second episode where the payments make one");
        }
        return doubles;
    }

    private static long opening(List<FoundAlert> alertsByStep) {
        return alertsByStep.get(0).at();
    }

    private static long newest(List<FoundAlert> alerts) {
        return alerts.stream().mapToLong(FoundAlert::at).max().orElseThrow();
    }

    private boolean isAnyOrder() {
        return pair.anyOrder() || rule.track().shortestWindow() <= rule.latenessMillis();
    }

    private boolean isNew(long opening, long newestBefore) {
        return pair.all().mayReopenAt(opening) && newestBefore < reachedFrom(opening);
    }

    private long reachedFrom(long time) {
        return rule.track().reachedFrom(time);
    }

    /**
     * Whether nothing of the pair may have been held at some time between two openings, so that the detector knew of no episode. That can only be
     * where a version holds less than the longest window that the rule has had, whose reach stays.
     */
    private boolean mayBeForgotten(long from, long to) {
        PairPayments payments = pair.all().payments();
        for (int i = payments.firstAt(from) + 1; i < payments.size() && payments.times()[i] <= to; i++) {
            long time = payments.times()[i];
            long left = rule.held().leftUpTo(time + rule.latenessMillis());
            if (payments.times()[i - 1] <= left) {
                return true;
            }
        }
        return false;
    }

    /** Whether the pair is known to have been in an episode by the time when this one's first alert was raised. */
    private boolean continues(FoundAlert first) {
        Integer opening = pair.openings().get(first.episode());
        return opening != null && !tooLarge && known.isOver(first, opening);
    }
}
