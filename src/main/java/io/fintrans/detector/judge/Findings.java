package io.fintrans.detector.judge;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Severity;
import io.fintrans.alert.Subgraph;
import io.fintrans.alert.Subject;
import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.rule.Episodes.Verdict;
import io.fintrans.detector.rule.PairLedger;
import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.rule.Peak;
import io.fintrans.detector.rule.Track;
import io.fintrans.detector.state.HeldPayments;
import io.fintrans.detector.state.PairState;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Owns the episodes of what rules find about pairs: puts each finding into its episode, has the state note that, and makes the alerts. So no rule
 * can forget any of it.
 */
final class Findings {
    /** What is looked at: a payment that was just added, and where the state has its pair. */
    record Look(Subject.Pair pair, Coordinates payment, long time, int row) {}

    /** Gives a version its payments of the pair that is looked at. */
    interface Payments {
        PairLedger of(PairRule rule);
    }

    private final String application;
    private final PairState state;
    private final Revisions revisions;
    private final int most;
    private PairRules rules;

    /**
     * Makes one that knows what the state does.
     *
     * @param application id of the detector, which its alerts name
     * @param most payments that an alert lists
     */
    Findings(String application, PairRules rules, PairState state, Revisions revisions, int most) {
        this.application = application;
        this.rules = rules;
        this.state = state;
        this.revisions = revisions;
        this.most = most;
    }

    /** Goes on with other rules. */
    void adopt(PairRules others) {
        rules = others;
    }

    /**
     * Takes in the windows that a payment put over the limit of a rule.
     *
     * @return the alert that they are worth, or null
     */
    @Nullable
    Alert found(Look look, PairRule rule, Peak peak, Payments payments) {
        Track track = rules.track(rule);
        int number = state.rule(track.name());
        Verdict verdict = state.window().judge(look.row(), number, track, peak, () -> episodeId(look, track.name()));
        Episode episode = verdict.episode();
        state.changed(episode);
        Alert raised = null;
        if (verdict.alert()) {
            revisions.remove(episode.id());
            PairLedger ledger = payments.of(rule);
            raised = withEvidence(alert(look.pair(), rule, peak, episode, ledger, AlertState.OPEN), rule, ledger);
        }
        if (!verdict.alert() || peak.at() != episode.lastOver()) {
            revise(look, track.at(episode.lastOver()), episode, payments);
        }
        leaveOthers(look, track, episode);
        return raised;
    }

    /** Where a late payment is in the newest windows of two episodes it counts for one; the alert of the other stays as it was. */
    private void leaveOthers(Look look, Track track, Episode found) {
        for (Episode other : state.window().episodes().list(look.row())) {
            PairRule rule = track.at(other.lastOver());
            boolean holds = look.time() <= other.lastOver()
                    && rule != null
                    && look.time() > other.lastOver() - rule.reachMillis();
            if (holds && other.rule() == found.rule() && other.id() != found.id()) {
                revisions.remove(other.id());
            }
        }
    }

    /** Notes what the window holds by now if the payment changed it; of one that is not held in full any more nothing is known by now. */
    private void revise(Look look, @Nullable PairRule rule, Episode episode, Payments payments) {
        long end = episode.lastOver();
        if (rule == null || look.time() <= end - rule.reachMillis()) {
            return;
        }
        boolean whole = end >= state.window().heldInFullFrom();
        PairLedger ledger = payments.of(rule);
        Peak newest = whole ? rule.at(ledger, end) : null;
        if (newest == null) {
            revisions.remove(episode.id());
        } else {
            revisions.put(episode.id(), alert(look.pair(), rule, newest, episode, ledger, AlertState.AMENDED));
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
                Alert alert = alert(look.pair(), rule, was, episode, ledger, AlertState.WITHDRAWN);
                withdrawn.add(withEvidence(alert, rule, ledger));
            }
        }
        return withdrawn;
    }

    private static Peak was(Look look, PairRule rule, Episode episode, PairLedger ledger) {
        long end = episode.lastOver();
        long limit = rule.limit(look.pair().source(), look.payment().topic());
        return new Peak(episode.step(), ledger.total(end - rule.reachMillis(), end), limit, end, end, end);
    }

    /** The alert with its payments; null if they are not those any more that were noted: some may have left, and late ones have come in their place. */
    @Nullable
    Alert revised(Alert noted, PairRule rule, PairLedger ledger) {
        Peak peak = rule.at(ledger, noted.asOf().toEpochMilli());
        boolean same = peak != null
                && rule.measure(peak).equals(noted.measure())
                && payments(rule, peak.at(), ledger) == noted.payments();
        return same ? withEvidence(noted, rule, ledger) : null;
    }

    private Alert withEvidence(Alert alert, PairRule rule, PairLedger ledger) {
        Subject.Pair pair = (Subject.Pair) alert.subject();
        HeldPayments held = state.window().held();
        long end = alert.asOf().toEpochMilli();
        List<Edge> edges = new ArrayList<>();
        long minorUnits = 0;
        long[] all = ledger.newest(end - rule.reachMillis(), end, isMoney(alert) ? most : alert.payments());
        for (int i = 0; i < all.length; i++) {
            long amount = held.amount(all[i]);
            minorUnits += amount;
            if (i >= all.length - most) {
                Instant time = Instant.ofEpochMilli(held.time(all[i]));
                edges.add(Edge.direct(state.coordinates(all[i]), time, pair, Money.usd(amount)));
            }
        }
        return alert.with(measures(alert.measure(), minorUnits), new Subgraph(edges, alert.payments() - edges.size()));
    }

    private static boolean isMoney(Alert alert) {
        return alert.measure().unit() == Measure.Unit.MINOR_UNITS;
    }

    /** Every alert says how much money it is about. */
    private static List<Measure> measures(Measure first, long minorUnits) {
        return first.unit() == Measure.Unit.MINOR_UNITS
                ? List.of(first)
                : List.of(first, Measure.money(Measure.TOTAL, minorUnits, 0));
    }

    private static int payments(PairRule rule, long end, PairLedger ledger) {
        return ledger.payments(end - rule.reachMillis(), end);
    }

    /** Without evidence. */
    private Alert alert(
            Subject.Pair pair, PairRule rule, Peak peak, Episode episode, PairLedger ledger, AlertState now) {
        long shortenedTo =
                Math.max(state.window().shortenedTo(), rule.validity().countsAfter());
        boolean shortened = shortenedTo > peak.at() - rule.spec().window().toMillis();
        return new Alert(
                Alert.FORM,
                application,
                new AlertId(HexFormat.of().toHexDigits(episode.id()), episode.step()),
                rule.spec().id(),
                rule.spec().typology(),
                Severity.ofStep(episode.step()),
                pair,
                measures(rule.measure(peak), 0),
                Money.USD,
                rule.spec().window(),
                Instant.ofEpochMilli(episode.opened()),
                Instant.ofEpochMilli(episode.alertedAt()),
                Instant.ofEpochMilli(peak.at()),
                Subgraph.unlisted(payments(rule, peak.at(), ledger)),
                now,
                null,
                false,
                shortened ? Instant.ofEpochMilli(shortenedTo) : null);
    }

    private long episodeId(Look look, String track) {
        return HexFormat.fromHexDigitsToLong(AlertId.episode(application, track, look.pair(), look.payment()));
    }
}
