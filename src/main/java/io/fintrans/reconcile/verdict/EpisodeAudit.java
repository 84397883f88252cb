package io.fintrans.reconcile.verdict;

import io.fintrans.alert.AlertState;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.oracle.Episode;
import io.fintrans.reconcile.oracle.JudgedTrack;
import io.fintrans.reconcile.oracle.KnownWindows;
import io.fintrans.reconcile.oracle.PairPayments;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.reconcile.report.Unchecked;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges what the alerts of a pair tell of the episodes in one cluster of its windows. The payments make one of them, in whatever order they came:
 * so one stands, with all of its steps, and each other has gone into it.
 */
final class EpisodeAudit {
    /** Up to this form alerts are of detectors that left two episodes beside each other where a late payment joins them. */
    private static final int LAST_FORM_OF_TWO = 3;

    private final PairAudit.Pair pair;
    private final Ledger ledger;
    private final JudgedTrack rule;
    private final Findings findings;
    private final Unchecked unchecked;
    private final boolean tooLarge;
    /** Of the windows below the cut that were judged by now. */
    private final ClusterAlerts certain;

    private final OpeningAudit openings;
    private long looksLeft;
    private final Set<String> notJudged = new HashSet<>();
    private final List<StaleAlert> stale = new ArrayList<>();

    EpisodeAudit(PairAudit.Pair pair, Ledger ledger, JudgedTrack rule, Findings findings, Unchecked unchecked) {
        this.pair = pair;
        this.ledger = ledger;
        this.rule = rule;
        this.findings = findings;
        this.unchecked = unchecked;
        this.tooLarge = pair.all().highestTotal() >= KnownWindows.MOST;
        this.certain = new ClusterAlerts(pair.certain().episodesByNow());
        this.openings = new OpeningAudit(pair.all(), ledger.cut(), rule.latenessMillis());
        this.looksLeft = WindowAudit.looks(pair.all().size());
    }

    /** Says that an episode is there, but cannot be judged: others may have gone into it. */
    void leaveOut(FoundAlert alert) {
        notJudged.add(alert.episode());
    }

    /** The alerts that tell less than the payments below the cut; after {@link #judge}. */
    List<StaleAlert> stale() {
        return stale;
    }

    /**
     * Adds what is wrong to the findings.
     *
     * @param checkable what can be judged
     */
    void judge(Episode cluster, ClusterEpisodes episodes, Checkable checkable) {
        if (episodes.size() == 0) {
            return;
        }
        if (cluster.first() < checkable.from()) {
            unchecked.add(
                    checkable.why(),
                    episodes.size(),
                    episodes.all().get(0).get(0).name());
            return;
        }
        ClusterEpisodes possible = episodes.without(invented(cluster, episodes));
        judgeWithdrawn(possible);
        List<List<FoundAlert>> standing = possible.standing();
        boolean excused = standing.size() > 1 && (isDoubtful(possible) || hasLatePayments(cluster));
        for (int i = 1; i < standing.size(); i++) {
            judgeSecond(standing.get(i - 1), standing.get(i), excused);
        }
        if (standing.size() == 1) {
            judgeOne(cluster, possible, standing.get(0));
        }
    }

    /** The names of those that went into others, or that others went into, although no order of arrival lets them be opened beside one another. */
    private Set<String> invented(Episode cluster, ClusterEpisodes episodes) {
        Set<String> invented = new HashSet<>();
        if (tooLarge || episodes.size() == 1 || episodes.withdrawn().isEmpty()) {
            return invented;
        }
        boolean oneStands = episodes.standing().size() == 1;
        for (List<FoundAlert> alerts : episodes.all()) {
            FoundAlert newest = ClusterEpisodes.newest(alerts);
            boolean withdrawn = newest.state() == AlertState.WITHDRAWN;
            if ((withdrawn || oneStands) && !mayBeOpened(cluster, alerts.get(0))) {
                invented.add(newest.episode());
                extra(
                        newest,
                        "its episode cannot have been opened beside the one that "
                                + (withdrawn ? "it went into" : "went into it"));
            }
        }
        return invented;
    }

    private boolean mayBeOpened(Episode cluster, FoundAlert first) {
        Integer opening = pair.openings().get(first.episode());
        if (opening == null || first.unread() != null || first.isShortened()) {
            return true;
        }
        looksLeft -= openings.looks(first);
        if (looksLeft < 0) {
            unchecked.add(Unchecked.Kind.TOO_MANY_ALERTS, first.name());
            return true;
        }
        return openings.isPossible(first, opening) || mayBeForgotten(cluster.first(), first.at());
    }

    /** Each must have gone into one that is there, and opened earlier; only then nothing more is told of it. */
    private void judgeWithdrawn(ClusterEpisodes episodes) {
        episodes.withdrawnTooEarly()
                .forEach(alert -> extra(alert, "it is withdrawn, but its episode has reached a higher step"));
        for (FoundAlert alert : episodes.withdrawn()) {
            String wrong = episodes.wrongTarget(alert);
            if (wrong == null) {
                continue;
            }
            if (notJudged.contains(wrong) || !ledger.isWhole()) {
                unchecked.add(
                        ledger.isWhole() ? Unchecked.Kind.OTHER_SETTINGS : Unchecked.Kind.DELETED_PAYMENTS,
                        alert.name());
            } else {
                extra(alert, "it went into episode " + wrong + ", which its payments do not join it with");
            }
        }
    }

    private void extra(FoundAlert alert, String why) {
        findings.add(Kind.EXTRA, pair.name(), "alert " + alert.id() + ": " + why);
    }

    /**
     * An episode beside one that opened before, where the payments make one of both.
     *
     * @param excused whether payments that join them may have come too late, or be missing
     */
    private void judgeSecond(List<FoundAlert> before, List<FoundAlert> second, boolean excused) {
        FoundAlert newest = ClusterEpisodes.newest(second);
        if (isOfEarlierCode(before) || isOfEarlierCode(second)) {
            unchecked.add(Unchecked.Kind.NOT_JOINED, newest.name());
        } else if (excused || mayStandAlone(before.get(0).at(), second.get(0).at())) {
            unchecked.add(Unchecked.Kind.ORDER_OF_ARRIVAL, newest.name());
        } else {
            second.forEach(alert -> extra(alert, "a second episode where the payments make one"));
        }
    }

    private static boolean isOfEarlierCode(List<FoundAlert> alerts) {
        return ClusterEpisodes.newest(alerts).form() <= LAST_FORM_OF_TWO;
    }

    private static boolean isDoubtful(ClusterEpisodes episodes) {
        return episodes.hasUnread() || episodes.isShortened();
    }

    /** Whether what joins both is behind the cut or still to come, or the detector may have forgotten the first. */
    private boolean mayStandAlone(long before, long second) {
        int cluster = certain.find(before);
        return cluster == ClusterAlerts.NONE || cluster != certain.find(second) || mayBeForgotten(before, second);
    }

    private boolean hasLatePayments(Episode cluster) {
        PairPayments payments = pair.all().payments();
        int end = payments.firstAt(cluster.last() + 1);
        for (int i = payments.firstAt(rule.track().earliest(cluster.first(), cluster.last())); i < end; i++) {
            if (payments.isLate(i)) {
                return true;
            }
        }
        return false;
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

    /** The one that stands. Where others went into it, what it had reached before cannot be told from what they had. */
    private void judgeOne(Episode cluster, ClusterEpisodes episodes, List<FoundAlert> alerts) {
        FoundAlert newest = ClusterEpisodes.newest(alerts);
        Integer opening = pair.openings().get(newest.episode());
        if (isDoubtful(episodes) || opening == null) {
            return;
        }
        StaleAlert told = StaleAlert.in(cluster, newest, pair.certain());
        stale.addAll(told == null ? List.of() : List.of(told));
        if (tooLarge) {
            unchecked.add(Unchecked.Kind.ORDER_OF_ARRIVAL, newest.name());
        } else if (episodes.size() == 1) {
            judgeSteps(cluster, alerts, opening);
        } else {
            FoundAlert skipping = episodes.skipping();
            if (skipping != null) {
                unchecked.add(Unchecked.Kind.ORDER_OF_ARRIVAL, skipping.name());
            }
        }
    }

    private void judgeSteps(Episode cluster, List<FoundAlert> alerts, int opening) {
        StepAudit steps = new StepAudit(pair.all(), ledger, cluster, rule.latenessMillis());
        List<Fault> faults = steps.judge(alerts, opening);
        faults.forEach(fault -> findings.add(fault.kind(), pair.name(), fault.why()));
        if (faults.isEmpty() && steps.isAmbiguous()) {
            unchecked.add(Unchecked.Kind.ORDER_OF_ARRIVAL, alerts.get(0).name());
        }
    }
}
