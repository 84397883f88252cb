package io.fintrans.reconcile;

import io.fintrans.reconcile.AlertAudit.Rule;
import io.fintrans.reconcile.Findings.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the alerts of a second episode where the windows know one only, unless the order of arrival explains it: late payments, or
 * a detour, after which a payment may fill the gap between two episodes that were opened a window's length apart.
 */
final class SecondEpisodes {
    private final PairAudit.Pair pair;
    private final Rule rule;
    private final Findings findings;

    SecondEpisodes(PairAudit.Pair pair, Rule rule, Findings findings) {
        this.pair = pair;
        this.rule = rule;
        this.findings = findings;
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
            boolean apart = openedBefore <= opening - rule.windowMillis();
            if (newest == Long.MIN_VALUE || (pair.detour() ? apart : isNew(opening, newest))) {
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

    /** With a window shorter than the allowed lateness, nearly every order of arrival is possible. */
    private boolean isNew(long opening, long newestBefore) {
        long pause = rule.windowMillis() > rule.latenessMillis() ? rule.windowMillis() : 1;
        return pair.all().mayReopenAt(opening) && newestBefore <= opening - pause;
    }
}
