package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.oracle.Episode;
import io.fintrans.reconcile.oracle.HeldLook;
import io.fintrans.reconcile.oracle.JudgedTrack;
import io.fintrans.reconcile.oracle.Windows;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.reconcile.report.Unchecked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the alerts of one pair with its windows. */
public final class PairAudit {
    /**
     * What is known of the pair.
     *
     * @param certain its windows below the cut: what they reach must have been found
     * @param all its windows with the payments that came while the proof ran, which alerts may rest on
     * @param openings of each episode that an alert names, the position of the payment that its id is made of
     */
    public record Pair(String name, Windows certain, Windows all, Map<String, Integer> openings) {}

    private final Pair pair;
    private final Ledger ledger;
    private final JudgedTrack rule;
    private final Findings findings;
    private final Unchecked unchecked;
    private final WindowAudit windowAudit;
    private final List<Episode> clusters;
    private final ClusterAlerts byCluster;
    private final EpisodeAudit episodes;

    public PairAudit(Pair pair, Ledger ledger, JudgedTrack rule, Findings findings, Unchecked unchecked) {
        this.pair = pair;
        this.ledger = ledger;
        this.rule = rule;
        this.findings = findings;
        this.unchecked = unchecked;
        this.windowAudit = new WindowAudit(pair.all().payments(), ledger, rule.held());
        this.clusters = pair.all().episodes();
        this.byCluster = new ClusterAlerts(clusters);
        this.episodes = new EpisodeAudit(pair, ledger, rule, findings, unchecked);
    }

    /**
     * Adds what is wrong to the findings.
     *
     * @param checkable which episodes can be checked
     * @return how many episodes should have been found and how many were
     */
    public Tally judge(List<FoundAlert> alerts, Checkable checkable) {
        byCluster.fill(sound(checkable(alerts, checkable)));
        List<ClusterEpisodes> ofCluster = new ArrayList<>();
        List<Reach> reached = new ArrayList<>();
        for (int cluster = 0; cluster < clusters.size(); cluster++) {
            ClusterEpisodes told = new ClusterEpisodes(byCluster.in(cluster));
            ofCluster.add(told);
            reached.add(told.standing().stream().reduce(Reach.NONE, Reach::with, (one, other) -> one));
        }
        int expected = 0;
        int found = 0;
        for (Episode episode : pair.certain().episodes()) {
            if (episode.isExpected() && episode.first() >= checkable.from()) {
                expected++;
                int cluster = byCluster.find(episode.first());
                Reach own = cluster == ClusterAlerts.NONE ? Reach.NONE : reached.get(cluster);
                found += isFound(
                                episode,
                                own.with(byCluster.unreadNear(
                                        episode, rule.track().longestWindow())))
                        ? 1
                        : 0;
            }
        }
        for (int cluster = 0; cluster < clusters.size(); cluster++) {
            episodes.judge(clusters.get(cluster), ofCluster.get(cluster), checkable);
        }
        return new Tally(expected, found);
    }

    /** The alerts of episodes that began late enough to be judged by the settings that are in force, and by payments that are read. */
    private List<FoundAlert> checkable(List<FoundAlert> alerts, Checkable since) {
        List<FoundAlert> checkable = new ArrayList<>();
        for (FoundAlert alert : alerts) {
            if (alert.openedAt() >= since.from()) {
                checkable.add(alert);
            } else {
                episodes.leaveOut(alert);
                unchecked.add(since.why(), alert.name());
            }
        }
        return checkable;
    }

    /** The alerts that are right by themselves; what is wrong with the others is found. */
    private List<FoundAlert> sound(List<FoundAlert> alerts) {
        List<FoundAlert> sound = new ArrayList<>();
        for (FoundAlert alert : alerts) {
            String flaw = flaw(alert);
            if (flaw == null) {
                sound.add(alert);
            } else {
                findings.add(Kind.EXTRA, pair.name(), "alert " + alert.id() + ": " + flaw);
            }
        }
        return sound;
    }

    /** The alerts that tell less than the payments below the cut; after {@link #judge}. */
    public List<StaleAlert> stale() {
        return episodes.stale();
    }

    /** How many clusters and alerts were looked at so far: the cost, without a clock. */
    long steps() {
        return byCluster.steps();
    }

    /** How many episodes there should be, and how many of them have an alert of their highest step. */
    public record Tally(int expected, int found) {}

    private @Nullable String flaw(FoundAlert alert) {
        if (alert.flaw() != null) {
            return alert.flaw();
        }
        if (alert.unread() != null) {
            unchecked.add(alert.unread(), alert.name());
            return null;
        }
        if (alert.isShortened()) {
            unchecked.add(Unchecked.Kind.SHORTENED_WINDOWS, alert.name());
        }
        String flaw = flawOfWindow(alert);
        return flaw == null ? flawOfEpisode(alert) : flaw;
    }

    /** An alert is right if one of the payments at its time ends such a window. */
    private @Nullable String flawOfWindow(FoundAlert alert) {
        Windows windows = pair.all();
        if (!windowAudit.mayLook(alert, windows.countAt(alert.at()) + windows.countAt(alert.asOf()))) {
            unchecked.add(Unchecked.Kind.TOO_MANY_ALERTS, alert.name());
            return null;
        }
        if (!reached(alert)) {
            return "no window that ends at " + Instant.ofEpochMilli(alert.at()) + " reaches its step";
        }
        String flaw = "the pair has no payment at its time";
        for (int i = windows.firstAt(alert.asOf()); i < windows.size() && windows.time(i) == alert.asOf(); i++) {
            if (!windows.payments().endsWindow(i)) {
                continue;
            }
            if (windows.threshold(i) != alert.threshold()) {
                flaw = "its threshold is " + words(alert, alert.threshold()) + ", not "
                        + words(alert, windows.threshold(i));
            } else if (windows.total(i) < alert.total()) {
                flaw = "its total is " + words(alert, alert.total()) + " but its window holds "
                        + words(alert, windows.total(i));
            } else {
                return windowAudit.judge(alert);
            }
        }
        HeldLook look = windows.lookAt(alert.asOf());
        return look == null ? flaw : flawOfLook(alert, look);
    }

    /** The window that ends when a version comes into force is looked at when all is there that did not come too late. */
    private @Nullable String flawOfLook(FoundAlert alert, HeldLook look) {
        if (!look.thresholds().contains(alert.threshold())) {
            return "its threshold is " + words(alert, alert.threshold()) + ", not "
                    + words(alert, look.thresholds().get(0));
        }
        if (look.total() < alert.total()) {
            return "its total is " + words(alert, alert.total()) + " but its window holds "
                    + words(alert, look.total());
        }
        if (look.certainTotal() > alert.total() && !alert.isShortened()) {
            return "its total is " + words(alert, alert.total()) + " but its window holds at least "
                    + words(alert, look.certainTotal());
        }
        return windowAudit.judge(alert);
    }

    private String words(FoundAlert alert, long weight) {
        return rule.track().oracle(rule.track().at(alert.asOf())).words(weight);
    }

    /** A revised alert tells of a later window than the one that reached its step. */
    private boolean reached(FoundAlert alert) {
        Windows windows = pair.all();
        boolean reached = !alert.revised();
        for (int i = windows.firstAt(alert.at()); i < windows.size() && windows.time(i) == alert.at(); i++) {
            reached |= windows.step(i) >= alert.step();
        }
        HeldLook look = windows.lookAt(alert.at());
        return reached || (look != null && look.step() >= alert.step());
    }

    private @Nullable String flawOfEpisode(FoundAlert alert) {
        if (!pair.openings().containsKey(alert.episode())) {
            if (!ledger.isWhole()) {
                unchecked.add(Unchecked.Kind.DELETED_PAYMENTS, alert.name());
                return null;
            }
            return "its id is not made of a payment of the pair";
        }
        int at = pair.all().firstAt(alert.openedAt());
        boolean over = false;
        for (int i = at; i < pair.all().size() && pair.all().time(i) == alert.openedAt(); i++) {
            over |= pair.all().step(i) > 0;
        }
        HeldLook look = pair.all().lookAt(alert.openedAt());
        over |= look != null && look.step() > 0;
        int cluster = byCluster.find(alert.at());
        boolean opened =
                over && cluster != ClusterAlerts.NONE && clusters.get(cluster).spans(alert.openedAt());
        return opened ? null : "it says its episode opened at " + Instant.ofEpochMilli(alert.openedAt());
    }

    /** Whether the alerts reach the step that is certain. */
    private boolean isFound(Episode episode, Reach reach) {
        if (reach.step() >= episode.step() || reach.excused()) {
            return reach.step() >= episode.step();
        }
        String when = " of the episode that began at " + Instant.ofEpochMilli(episode.first());
        findings.add(
                Kind.MISSING,
                pair.name(),
                reach.step() == 0
                        ? "no alert" + when + ", step " + episode.step()
                        : "only step " + reach.step() + " of " + episode.step() + when);
        return false;
    }
}
