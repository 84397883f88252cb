package io.fintrans.reconcile;

import io.fintrans.reconcile.AlertAudit.Rule;
import io.fintrans.reconcile.Findings.Kind;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the alerts of one pair with its windows. */
final class PairAudit {
    /**
     * What is known of the pair.
     *
     * @param certain its windows below the cut: what they reach must have been found
     * @param all its windows with the payments that came while the proof ran, which alerts may rest on
     * @param openings of each episode that an alert names, the position of the payment that its id is made of
     * @param detour whether payments came through {@code fintrans.by-source}, which may have turned their order around
     */
    record Pair(String name, Windows certain, Windows all, Map<String, Integer> openings, boolean detour) {}

    private final Pair pair;
    private final Ledger ledger;
    private final Rule rule;
    private final Findings findings;
    private final Unchecked unchecked;
    private final WindowAudit windowAudit;

    PairAudit(Pair pair, Ledger ledger, Rule rule, Findings findings, Unchecked unchecked) {
        this.pair = pair;
        this.ledger = ledger;
        this.rule = rule;
        this.findings = findings;
        this.unchecked = unchecked;
        this.windowAudit = new WindowAudit(
                pair.all().payments(), ledger, rule.windowMillis(), rule.windowMillis() + rule.latenessMillis());
    }

    /**
     * Adds what is wrong to the findings.
     *
     * @param from episodes that began before cannot be checked, in milliseconds since 1970
     * @return how many episodes should have been found and how many were
     */
    Tally judge(List<FoundAlert> alerts, long from) {
        List<Episode> clusters = pair.all().episodes();
        List<FoundAlert> sound = new ArrayList<>();
        for (FoundAlert alert : alerts) {
            String flaw = flaw(alert, clusters);
            if (flaw == null) {
                sound.add(alert);
            } else {
                findings.add(Kind.EXTRA, pair.name(), "alert " + alert.id() + ": " + flaw);
            }
        }
        for (Episode cluster : clusters) {
            sound.removeAll(new SecondEpisodes(pair, rule, findings).doubles(cluster, sound));
        }
        int expected = 0;
        int found = 0;
        for (Episode episode : pair.certain().episodes()) {
            if (episode.isExpected() && episode.first() >= from) {
                expected++;
                found += isFound(episode, clusters, sound) ? 1 : 0;
            }
        }
        clusters.forEach(cluster -> judgeSteps(cluster, sound, from));
        return new Tally(expected, found);
    }

    /** How many episodes there should be, and how many of them have an alert of their highest step. */
    record Tally(int expected, int found) {}

    private @Nullable String flaw(FoundAlert alert, List<Episode> clusters) {
        if (alert.flaw() != null) {
            return alert.flaw();
        }
        if (alert.unread() != null) {
            unchecked.add(alert.unread(), 1);
            return null;
        }
        if (alert.isShortened()) {
            unchecked.add(Unchecked.Kind.SHORTENED_WINDOWS, 1);
        }
        String flaw = flawOfWindow(alert);
        return flaw == null ? flawOfEpisode(alert, clusters) : flaw;
    }

    /** An alert is right if one of the payments at its time ends such a window. */
    private @Nullable String flawOfWindow(FoundAlert alert) {
        Windows windows = pair.all();
        if (!reached(alert)) {
            return "no window that ends at " + Instant.ofEpochMilli(alert.at()) + " reaches its step";
        }
        String flaw = "the pair has no payment at its time";
        for (int i = windows.firstAt(alert.asOf()); i < windows.size() && windows.time(i) == alert.asOf(); i++) {
            if (windows.threshold(i) != alert.threshold()) {
                flaw = "its threshold is " + Money.usd(alert.threshold()) + ", not " + Money.usd(windows.threshold(i));
            } else if (windows.total(i) < alert.total()) {
                flaw = "its total is " + Money.usd(alert.total()) + " but its window holds "
                        + Money.usd(windows.total(i));
            } else {
                WindowAudit.Verdict verdict = windowAudit.judge(alert);
                if (verdict.ambiguous()) {
                    unchecked.add(Unchecked.Kind.ORDER_OF_ARRIVAL, 1);
                }
                return verdict.flaw();
            }
        }
        return flaw;
    }

    /** A revised alert tells of a later window than the one that reached its step. */
    private boolean reached(FoundAlert alert) {
        Windows windows = pair.all();
        boolean reached = !alert.revised();
        for (int i = windows.firstAt(alert.at()); i < windows.size() && windows.time(i) == alert.at(); i++) {
            reached |= windows.step(i) >= alert.step();
        }
        return reached;
    }

    private @Nullable String flawOfEpisode(FoundAlert alert, List<Episode> clusters) {
        if (!pair.openings().containsKey(alert.episode())) {
            if (!ledger.isWhole()) {
                unchecked.add(Unchecked.Kind.DELETED_PAYMENTS, 1);
                return null;
            }
            return "its id is not made of a payment of the pair";
        }
        int at = pair.all().firstAt(alert.openedAt());
        boolean over = false;
        for (int i = at; i < pair.all().size() && pair.all().time(i) == alert.openedAt(); i++) {
            over |= pair.all().step(i) > 0;
        }
        boolean opened =
                over && clusters.stream().anyMatch(each -> each.spans(alert.at()) && each.spans(alert.openedAt()));
        return opened ? null : "it says its episode opened at " + Instant.ofEpochMilli(alert.openedAt());
    }

    /** Whether the alerts reach the step that is certain. */
    private boolean isFound(Episode episode, List<Episode> clusters, List<FoundAlert> sound) {
        long reached = 0;
        boolean excused = false;
        for (FoundAlert alert : sound) {
            boolean same = clusters.stream().anyMatch(each -> each.spans(episode.first()) && each.spans(alert.at()));
            if (same || (alert.unread() != null && episode.near(alert.at(), rule.windowMillis()))) {
                reached = Math.max(reached, alert.step());
                excused |= alert.isShortened();
            }
        }
        if (reached >= episode.step() || excused) {
            return reached >= episode.step();
        }
        String when = " of the episode that began at " + Instant.ofEpochMilli(episode.first());
        findings.add(
                Kind.MISSING,
                pair.name(),
                reached == 0
                        ? "no alert" + when + ", step " + episode.step()
                        : "only step " + reached + " of " + episode.step() + when);
        return false;
    }

    /** What began under other settings had other steps before. */
    private void judgeSteps(Episode cluster, List<FoundAlert> sound, long from) {
        Map<String, List<FoundAlert>> byEpisode = new LinkedHashMap<>();
        boolean judgeable = true;
        for (FoundAlert alert : sound) {
            if (cluster.spans(alert.at())) {
                byEpisode
                        .computeIfAbsent(alert.episode(), id -> new ArrayList<>())
                        .add(alert);
                judgeable &= alert.unread() == null && !alert.isShortened();
            }
        }
        if (byEpisode.isEmpty()) {
            return;
        }
        if (cluster.first() < from) {
            unchecked.add(Unchecked.Kind.OTHER_SETTINGS, byEpisode.size());
            return;
        }
        // Two episodes in one cluster are accepted only where the order of arrival explains them.
        if (byEpisode.size() > 1 || pair.all().highestTotal() >= KnownWindows.MOST) {
            unchecked.add(Unchecked.Kind.ORDER_OF_ARRIVAL, byEpisode.size());
            return;
        }
        List<FoundAlert> alerts = byEpisode.values().iterator().next();
        Integer opening = pair.openings().get(alerts.get(0).episode());
        if (judgeable && opening != null) {
            alerts.sort(Comparator.comparingLong(FoundAlert::step));
            StepAudit steps =
                    new StepAudit(pair.all().payments(), ledger, cluster, rule.windowMillis(), rule.latenessMillis());
            StepAudit.Fault fault = steps.judge(alerts, opening);
            if (fault != null) {
                findings.add(fault.kind(), pair.name(), fault.why());
            } else if (steps.isAmbiguous()) {
                unchecked.add(Unchecked.Kind.ORDER_OF_ARRIVAL, 1);
            }
        }
    }
}
