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
import io.fintrans.detector.rule.PairLedger;
import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.Peak;
import io.fintrans.detector.state.HeldPayments;
import io.fintrans.detector.state.PairState;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts into words what rules found about a pair: alerts, with the payments that are held as their evidence. */
final class PairAlerts {
    private final String application;
    private final PairState state;
    private final int most;

    /**
     * Makes one that reads what the state holds.
     *
     * @param application id of the detector, which its alerts name
     * @param most payments that an alert lists
     */
    PairAlerts(String application, PairState state, int most) {
        this.application = application;
        this.state = state;
        this.most = most;
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

    /** The alert with its payments, as they are held. */
    Alert withEvidence(Alert alert, PairRule rule, PairLedger ledger) {
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
    Alert alert(Subject.Pair pair, PairRule rule, Peak peak, Episode episode, PairLedger ledger, AlertState now) {
        return alert(pair, rule, peak, episode, ledger, now, null);
    }

    /** Of an episode that went into another one; without evidence. */
    Alert merged(Subject.Pair pair, PairRule rule, Peak peak, Episode episode, PairLedger ledger, Episode into) {
        return alert(pair, rule, peak, episode, ledger, AlertState.WITHDRAWN, name(into));
    }

    private Alert alert(
            Subject.Pair pair,
            PairRule rule,
            Peak peak,
            Episode episode,
            PairLedger ledger,
            AlertState now,
            @Nullable String mergedInto) {
        long shortenedTo =
                Math.max(state.window().shortenedTo(), rule.validity().countsAfter());
        boolean shortened = shortenedTo > peak.at() - rule.spec().window().toMillis();
        List<Measure> measured = measures(rule.measure(peak), 0);
        return new Alert(
                Alert.FORM,
                application,
                new AlertId(name(episode), episode.step()),
                rule.spec().id(),
                rule.spec().typology(),
                Severity.of(rule.spec().typology(), episode.step(), measured),
                pair,
                measured,
                Money.USD,
                rule.spec().window(),
                Instant.ofEpochMilli(episode.opened()),
                Instant.ofEpochMilli(episode.alertedAt()),
                Instant.ofEpochMilli(peak.at()),
                Subgraph.unlisted(payments(rule, peak.at(), ledger)),
                now,
                mergedInto,
                false,
                shortened ? Instant.ofEpochMilli(shortenedTo) : null,
                null);
    }

    private static String name(Episode episode) {
        return HexFormat.of().toHexDigits(episode.id());
    }
}
