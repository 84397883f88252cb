package io.fintrans.reconcile;

import io.fintrans.reconcile.AlertAudit.Rule;
import io.fintrans.reconcile.Findings.Kind;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the alerts of one pair with its windows. */
final class PairAudit {
    private final String pair;
    private final Windows windows;
    private final Rule rule;
    private final boolean detour;
    private final boolean growing;
    private final Findings findings;
    private int behind;

    /**
     * Sets out to judge one pair.
     *
     * @param detour whether payments of the pair came through {@code fintrans.by-source}, which may have turned their order around
     * @param growing whether payments came after the cut
     */
    PairAudit(String pair, Windows windows, Rule rule, boolean detour, boolean growing, Findings findings) {
        this.pair = pair;
        this.windows = windows;
        this.rule = rule;
        this.detour = detour;
        this.growing = growing;
        this.findings = findings;
    }

    /** Adds what is wrong to the findings, and returns how many episodes should have been found. */
    int judge(List<FoundAlert> alerts) {
        List<Episode> episodes = windows.episodes();
        List<FoundAlert> sound = new ArrayList<>();
        for (FoundAlert alert : alerts) {
            String flaw = alert.beyond() ? null : flaw(alert, episodes);
            if (flaw == null) {
                sound.add(alert);
            } else {
                findings.add(Kind.EXTRA, pair, "alert " + alert.episode() + "-" + alert.step() + ": " + flaw);
            }
        }
        int expected = 0;
        for (Episode episode : episodes) {
            sound.removeAll(doubles(episode, sound));
            if (episode.isExpected()) {
                expected++;
                lookFor(episode, sound);
            }
        }
        return expected;
    }

    /** How many revised alerts say less than their windows hold. */
    int behind() {
        return behind;
    }

    private @Nullable String flaw(FoundAlert alert, List<Episode> episodes) {
        if (alert.flaw() != null) {
            return alert.flaw();
        }
        String flaw = flawOfWindow(alert);
        if (flaw != null || growing) {
            return flaw;
        }
        boolean opened = episodes.stream()
                .anyMatch(episode -> episode.spans(alert.at())
                        && episode.near(alert.openedAt(), rule.windowMillis())
                        && alert.openedAt() <= episode.last());
        return opened ? null : "it says its episode opened at " + Instant.ofEpochMilli(alert.openedAt());
    }

    /** An alert is right if one of the payments at its time ends such a window. */
    private @Nullable String flawOfWindow(FoundAlert alert) {
        if (alert.revised() && !reached(alert)) {
            return "no window that ends at " + Instant.ofEpochMilli(alert.at()) + " reaches its step";
        }
        String flaw = "the pair has no payment at its time";
        for (int i = windows.firstAt(alert.asOf()); i < windows.size() && windows.time(i) == alert.asOf(); i++) {
            flaw = flawOfWindow(alert, i);
            if (flaw == null) {
                return null;
            }
        }
        return flaw;
    }

    private boolean reached(FoundAlert alert) {
        for (int i = windows.firstAt(alert.at()); i < windows.size() && windows.time(i) == alert.at(); i++) {
            if (windows.step(i) >= alert.step() || growing) {
                return true;
            }
        }
        return false;
    }

    /** What it says must be what the window holds, or less if payments have come since that it does not tell yet. */
    private @Nullable String flawOfWindow(FoundAlert alert, int i) {
        if (windows.threshold(i) != alert.threshold()) {
            return "its threshold is " + Money.usd(alert.threshold()) + ", not " + Money.usd(windows.threshold(i));
        }
        if (growing && !alert.whole()) {
            return null;
        }
        if (windows.total(i) < alert.total()) {
            return "its total is " + Money.usd(alert.total()) + " but its window holds " + Money.usd(windows.total(i));
        }
        boolean same = windows.total(i) == alert.total();
        behind += !same && alert.revised() ? 1 : 0;
        if (same ? windows.payments(i) != alert.payments() : windows.payments(i) <= alert.payments()) {
            return "it counts " + alert.payments() + " payments but its window holds " + windows.payments(i);
        }
        return null;
    }

    /**
     * The alerts of a second episode where the windows know one only, unless the order of arrival explains it: late payments, or
     * a detour, after which a payment may fill the gap between two episodes that were opened a window's length apart.
     */
    private List<FoundAlert> doubles(Episode episode, List<FoundAlert> sound) {
        Map<String, List<FoundAlert>> byEpisode = new LinkedHashMap<>();
        sound.stream()
                .filter(alert -> !alert.beyond() && episode.spans(alert.at()))
                .sorted(Comparator.comparingLong(FoundAlert::step))
                .forEach(alert -> byEpisode
                        .computeIfAbsent(alert.episode(), id -> new ArrayList<>())
                        .add(alert));
        List<List<FoundAlert>> openings = new ArrayList<>(byEpisode.values());
        openings.sort(Comparator.comparingLong(PairAudit::opening));
        List<FoundAlert> doubles = new ArrayList<>();
        List<FoundAlert> before = new ArrayList<>();
        List<Long> openedBefore = new ArrayList<>();
        for (List<FoundAlert> alerts : openings) {
            long opening = opening(alerts);
            boolean apart = openedBefore.stream().allMatch(other -> other <= opening - rule.windowMillis());
            if (before.isEmpty() || (detour ? apart : isNew(opening, before))) {
                before.addAll(alerts);
                openedBefore.add(opening);
            } else {
                doubles.addAll(alerts);
            }
        }
        for (FoundAlert alert : doubles) {
            String id = alert.episode() + "-" + alert.step();
            findings.add(Kind.EXTRA, pair, "alert " + id + ": a second episode where the payments make one");
        }
        return doubles;
    }

    private static long opening(List<FoundAlert> alertsByStep) {
        return alertsByStep.get(0).at();
    }

    /** With a window shorter than the allowed lateness, nearly every order of arrival is possible. */
    private boolean isNew(long opening, Collection<FoundAlert> before) {
        long pause = rule.windowMillis() > rule.latenessMillis() ? rule.windowMillis() : 1;
        return windows.mayReopenAt(opening) && before.stream().allMatch(alert -> alert.at() <= opening - pause);
    }

    private void lookFor(Episode episode, List<FoundAlert> sound) {
        long reached = 0;
        boolean shortened = false;
        for (FoundAlert alert : sound) {
            if (alert.beyond() ? episode.near(alert.at(), rule.windowMillis()) : episode.spans(alert.at())) {
                reached = Math.max(reached, alert.step());
                shortened |= alert.shortened();
            }
        }
        if (reached < episode.step() && !shortened) {
            String when = " of the episode that began at " + Instant.ofEpochMilli(episode.first());
            findings.add(
                    Kind.MISSING,
                    pair,
                    reached == 0
                            ? "no alert" + when + ", step " + episode.step()
                            : "only step " + reached + " of " + episode.step() + when);
        }
    }
}
