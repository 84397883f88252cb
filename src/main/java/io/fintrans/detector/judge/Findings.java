package io.fintrans.detector.judge;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Subject;
import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.rule.Episodes.Verdict;
import io.fintrans.detector.rule.PairLedger;
import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.rule.Peak;
import io.fintrans.detector.rule.Track;
import io.fintrans.detector.state.PairState;
import io.fintrans.transaction.Coordinates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Owns the episodes of what rules find about pairs: puts each finding into its episode, has the state note that, and says what is worth an alert. So
 * no rule can forget any of it.
 */
final class Findings {
    /**
     * What is looked at, and where the state has its pair.
     *
     * @param payment that was just added, or after which an episode would be named
     * @param time of the payment that was added, in milliseconds since 1970, or {@link #NO_PAYMENT}
     */
    record Look(Subject.Pair pair, Coordinates payment, long time, int row) {
        /** In place of a time: nothing was added. */
        static final long NO_PAYMENT = Long.MIN_VALUE;
    }

    /** Gives a version its payments of the pair that is looked at. */
    interface Payments {
        PairLedger of(PairRule rule);
    }

    private static final Comparator<Coordinates> CANONICAL = Comparator.comparing(Coordinates::topic)
            .thenComparing(Coordinates::partition)
            .thenComparing(Coordinates::offset)
            .thenComparing(Coordinates::index);

    private final String application;
    private final PairState state;
    private final Revisions revisions;
    private final PairAlerts alerts;
    private PairRules rules;

    /**
     * Makes one that knows what the state does.
     *
     * @param application id of the detector, which its alerts name
     */
    Findings(String application, PairRules rules, PairState state, Revisions revisions, PairAlerts alerts) {
        this.application = application;
        this.rules = rules;
        this.state = state;
        this.revisions = revisions;
        this.alerts = alerts;
    }

    /** Goes on with other rules. */
    void adopt(PairRules others) {
        rules = others;
    }

    /**
     * Takes in the windows that a payment put over the limit of a rule.
     *
     * @return the alert that they are worth, and those of episodes that they joined with another one, withdrawn
     */
    List<Alert> found(Look look, PairRule rule, Peak peak, Payments payments) {
        Track track = rules.track(rule);
        Verdict verdict = judge(
                look,
                track,
                peak,
                payments,
                () -> AlertId.episode(application, track.name(), look.pair(), look.payment()));
        return told(look, track, verdict, payments);
    }

    /**
     * Takes in the window that ends when a version comes into force, if it is over the limit. Nothing is noted and nothing said where that is
     * known by now, be it from before a restart.
     *
     * @return the alerts that it is worth, as of {@link #found}
     */
    List<Alert> foundHeld(Subject.Pair pair, int row, PairRule rule, Peak peak, Payments payments) {
        Look look = new Look(pair, newest(payments.of(rule), rule), Look.NO_PAYMENT, row);
        List<Episode> before = state.window().episodes().list(row);
        Track track = rules.track(rule);
        Verdict verdict = judge(
                look,
                track,
                peak,
                payments,
                () -> AlertId.heldEpisode(application, track.name(), pair, look.payment(), peak.at()));
        Episode episode = verdict.episode();
        boolean known = before.stream().anyMatch(each -> each.id() == episode.id() && each.isAs(episode));
        if (known && verdict.joined().isEmpty()) {
            return List.of();
        }
        state.about(pair);
        return told(look, track, verdict, payments);
    }

    /** Notes what became of an episode, and says what is news. */
    private List<Alert> told(Look look, Track track, Verdict verdict, Payments payments) {
        Episode episode = verdict.episode();
        state.changed(episode);
        List<Alert> told = new ArrayList<>();
        Peak news = verdict.news();
        if (news != null) {
            told.add(raise(look, require(track.at(news.at())), news, episode, payments));
        }
        PairRule newest = track.at(episode.lastOver());
        boolean changed = news != null || verdict.grown() || isIn(look, newest, episode);
        if (changed && (news == null || news.at() != episode.lastOver())) {
            revise(look, newest, episode, payments);
        }
        for (Episode joined : verdict.joined()) {
            told.add(takeIn(look, require(track.at(joined.lastOver())), joined, episode, payments));
        }
        return told;
    }

    private static PairRule require(@Nullable PairRule version) {
        return Objects.requireNonNull(version, "no version judges a window that was found");
    }

    /** Whether the payment that is looked at is in the newest window of an episode. */
    private static boolean isIn(Look look, @Nullable PairRule rule, Episode episode) {
        return rule != null && look.time() > episode.lastOver() - rule.reachMillis();
    }

    /** The newest alert of an episode that went into another one, as of the same window as that one's would be. */
    private Alert takeIn(Look look, PairRule rule, Episode joined, Episode into, Payments payments) {
        revisions.remove(joined.id());
        state.withdrawn(look.row(), joined);
        PairLedger ledger = payments.of(rule);
        Peak held = rule.at(ledger, joined.lastOver());
        Peak newest = held == null ? was(look, rule, joined, ledger) : held;
        return alerts.withEvidence(alerts.merged(look.pair(), rule, newest, joined, ledger, into), rule, ledger);
    }

    /** What an episode has found, if memory was enough to hold it. */
    private @Nullable Peak held(Track track, Episode episode, Payments payments) {
        PairRule highest = track.at(episode.alertedAt());
        PairRule newest = track.at(episode.lastOver());
        if (highest == null || newest == null) {
            return null;
        }
        Peak peak = highest.at(payments.of(highest), episode.alertedAt());
        if (peak == null || peak.step() < episode.step()) {
            return null;
        }
        boolean whole = newest.at(payments.of(newest), episode.lastOver()) != null;
        return whole ? peak.spanning(episode.opened(), episode.lastOver()) : null;
    }

    /** Which of its newest payments opens the episode of a window that nobody need have ended does not depend on the order in which they came. */
    private Coordinates newest(PairLedger ledger, PairRule rule) {
        long end = rule.validity().from();
        long[] newest = ledger.newest(end - rule.reachMillis(), end, 1);
        long time = state.window().held().time(newest[0]);
        return Arrays.stream(ledger.newest(time - 1, time, Integer.MAX_VALUE))
                .mapToObj(state::coordinates)
                .max(CANONICAL)
                .orElseThrow();
    }

    private Verdict judge(Look look, Track track, Peak peak, Payments payments, Supplier<String> newId) {
        int number = state.rule(track.name());
        return state.window()
                .judge(
                        look.row(),
                        number,
                        track,
                        peak,
                        episode -> held(track, episode, payments),
                        () -> HexFormat.fromHexDigitsToLong(newId.get()));
    }

    private Alert raise(Look look, PairRule rule, Peak peak, Episode episode, Payments payments) {
        revisions.remove(episode.id());
        PairLedger ledger = payments.of(rule);
        return alerts.withEvidence(
                alerts.alert(look.pair(), rule, peak, episode, ledger, AlertState.OPEN), rule, ledger);
    }

    /** Notes what the window holds by now; of one that is not held in full any more nothing is known by now. */
    private void revise(Look look, @Nullable PairRule rule, Episode episode, Payments payments) {
        long end = episode.lastOver();
        if (rule == null) {
            return;
        }
        boolean whole = end >= state.window().heldInFullFrom();
        PairLedger ledger = payments.of(rule);
        Peak newest = whole ? rule.at(ledger, end) : null;
        if (newest == null) {
            revisions.remove(episode.id());
        } else {
            revisions.put(episode.id(), alerts.alert(look.pair(), rule, newest, episode, ledger, AlertState.AMENDED));
        }
    }

    /**
     * Takes back what a rule found at later times, and would not have found after a payment that came late.
     *
     * @return the alerts, withdrawn
     */
    List<Alert> takeBack(Look look, PairRule rule, PairLedger ledger) {
        int number = state.rule(rules.track(rule).name());
        List<Alert> withdrawn = new ArrayList<>();
        for (Episode episode : state.window().episodes().list(look.row())) {
            if (episode.rule() == number && rule.isRuledOut(episode.opened(), look.time())) {
                revisions.remove(episode.id());
                state.withdrawn(look.row(), episode);
                Peak was = was(look, rule, episode, ledger);
                Alert alert = alerts.alert(look.pair(), rule, was, episode, ledger, AlertState.WITHDRAWN);
                withdrawn.add(alerts.withEvidence(alert, rule, ledger));
            }
        }
        return withdrawn;
    }

    private static Peak was(Look look, PairRule rule, Episode episode, PairLedger ledger) {
        long end = episode.lastOver();
        long limit = rule.limit(look.pair().source(), look.payment().topic());
        return new Peak(episode.step(), ledger.total(end - rule.reachMillis(), end), limit, end, end, end);
    }
}
