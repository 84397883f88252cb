package io.fintrans.detector.judge;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Subject;
import io.fintrans.detector.judge.Findings.Look;
import io.fintrans.detector.judge.Findings.Payments;
import io.fintrans.detector.rule.PairLedger;
import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.rule.Peak;
import io.fintrans.detector.state.PairKey;
import io.fintrans.detector.state.PairKeys;
import io.fintrans.detector.state.PairState;
import io.fintrans.detector.state.PaymentWindow;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges payments one by one by all rules about pairs, and makes the alerts: where rules and state meet. Plain Java, which needs no Kafka, no
 * clock and no files.
 */
public final class PairJudge {
    private final PairState state;
    private PairRules known;
    private PairRule[] rules;
    private final Findings findings;
    private final Revisions revisions;
    private final PairAlerts words;
    private final Looks looks;
    /** How far time may come by what others say; the state may be held back from it. */
    private long watermark;

    private final PairKeys keys = new PairKeys();
    /** Who pays in the pair that is looked at. */
    private @Nullable AccountId source;

    /**
     * Makes a judge that knows what the state does.
     *
     * @param application id of the detector, which its alerts name
     * @param rules that are known by now
     * @param evidence how many payments an alert lists at most
     */
    public PairJudge(String application, PairRules rules, PairState state, int evidence) {
        this.state = state;
        this.revisions = new Revisions(state, rules.horizon().latenessMillis());
        this.words = new PairAlerts(application, state, evidence);
        this.findings = new Findings(application, rules, state, revisions, words);
        this.looks = new Looks(state.window(), rules.horizon().latenessMillis());
        this.watermark = state.window().watermark();
        this.known = rules;
        this.rules = new PairRule[0];
        adopt(rules);
    }

    /**
     * Goes on with other rules, of which more versions are known. They must come into force later than any payment that was handled, and the
     * versions of before stay as they were until then.
     */
    public final void adopt(PairRules others) {
        known = others.from(state.window().heldFrom());
        rules = known.all().toArray(PairRule[]::new);
        state.adopt(known);
        findings.adopt(known);
        looks.adopt(known);
    }

    /** Forgets versions that judge nothing any more. */
    public void forgetPast() {
        if (known.from(state.window().heldFrom()) != known) {
            adopt(known);
        }
    }

    /** Whether an alert is of a version that is only tried. */
    public boolean isShadow(Alert alert) {
        return known.isShadow(alert.rule());
    }

    /** Whether a payment of that time is too late to count in any window that is held. */
    public boolean isLate(long time) {
        return state.window().isLate(time);
    }

    /**
     * Whether a payment that another task sent, and whose partition has come further, was handled or rejected before: it is an old copy. One
     * that is in no window any more is taken for a copy too, for it would count nowhere.
     *
     * @param from where Kafka has it
     * @param time milliseconds since 1970
     */
    public boolean isCopy(Payment payment, Coordinates from, long time) {
        int origin = state.origin(from.topic(), from.partition());
        if (!state.isPast(origin, Place.of(from.offset(), from.index()))) {
            return false;
        }
        PairKey pair = keys.of(payment.source(), payment.target());
        long place = Place.of(from.offset(), from.index());
        return isLate(time)
                || time <= state.window().shortenedTo()
                || state.window().heldPairs().holds(pair, time, payment.amount().minorUnits(), origin, place);
    }

    /**
     * Takes in a payment that is not late.
     *
     * @param topic where Kafka has it, as are {@code partition} and {@code offset}
     * @param recordTime its record's timestamp, in milliseconds since 1970, which is its time if it has none of its own
     * @return the alerts that it raises or withdraws
     * @throws TotalTooLargeException if the sum of the pair would overflow; nothing has changed then
     */
    public List<Alert> handle(Payment payment, String topic, int partition, long offset, long recordTime) {
        source = payment.source();
        int origin = state.origin(topic, partition);
        int row = state.add(keys.of(source, payment.target()), payment, recordTime, origin, offset, this::limit);
        if (row == PaymentWindow.OVERFLOW) {
            throw new TotalTooLargeException();
        }
        long time = payment.timeIn(recordTime);
        long sum = state.window().sum(row);
        List<Alert> alerts = List.of();
        for (PairRule rule : rules) {
            if (mayFind(rule, payment, time, row, sum)) {
                Look look = new Look(
                        new Subject.Pair(payment.source(), payment.target()),
                        new Coordinates(topic, partition, offset, payment.index()),
                        time,
                        row);
                alerts = judge(rule, look, alerts);
            } else if (rule.concerns(time)) {
                state.window().prepare(row, rule, this::limit);
            }
        }
        return alerts;
    }

    /** Nothing was added because the sum of the pair would not fit a {@code long}. */
    public static final class TotalTooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Nearly always not. */
    private boolean mayFind(PairRule rule, Payment payment, long time, int row, long sum) {
        if (!rule.concerns(time)
                || !rule.mayFind(payment.source(), payment.amount().minorUnits(), sum)) {
            return false;
        }
        return !rule.looksBack()
                || !rule.isRuledOut(time, state.window().timeBefore(row))
                || state.window().episodes().has(row);
    }

    private List<Alert> judge(PairRule rule, Look look, List<Alert> before) {
        PairLedger ledger = state.window().ledger(look.row(), rule, this::limit);
        Payments payments = of -> of == rule ? ledger : state.window().ledger(look.row(), of, this::limit);
        List<Alert> told = new ArrayList<>(before);
        if (rule.looksBack()) {
            told.addAll(findings.takeBack(look, rule, ledger));
        }
        Peak peak = rule.look(ledger, look.time(), state.window().heldFrom());
        if (peak != null) {
            told.addAll(findings.found(look, rule, peak, payments));
        }
        return told;
    }

    private long limit(PairRule rule, int origin) {
        return rule.limit(Objects.requireNonNull(source), state.topic(origin));
    }

    /** How far time may come by what others say, in milliseconds since 1970. */
    public long watermark() {
        return watermark;
    }

    /** Lets time come as far as a watermark, with the next {@link #before}; {@link Long#MAX_VALUE} lets it follow the payments. */
    public void reaches(long newWatermark) {
        watermark = newWatermark;
    }

    /**
     * Does what is to be done before a payment is handled, and lets time come as far as it may. That may take several calls: time stands still
     * while a version that has come into force looks at all pairs, of which each call takes a few.
     *
     * @param time of the payment, in milliseconds since 1970; {@link Long#MIN_VALUE} without any
     * @return what was found, and the alerts that must be revised before time comes so far
     */
    public List<Alert> before(long time) {
        List<Alert> alerts = new ArrayList<>();
        long wanted = state.window().timeWith(time, watermark);
        looks.slice(known(wanted), (row, versions) -> lookAt(row, versions, alerts));
        long reached = looks.held(watermark, wanted);
        long next = state.window().timeWith(time, reached);
        if (revisions.isDue(next)) {
            alerts.addAll(withEvidence(revisions.takeDue(next)));
        }
        long before = state.window().watermark();
        if (reached < before || (reached > before && !revisions.leaves(next))) {
            state.follow(reached);
        }
        return alerts;
    }

    /** Whether time is not as far as it may come: {@link #before} has more to do, even without a payment. */
    public boolean isBehind() {
        return known(state.window().timeWith(Long.MIN_VALUE, watermark)) > looks.limit();
    }

    /** Up to when all payments are known: where others say how far time may come, even if nothing so new has come here. */
    private long known(long time) {
        return watermark == Long.MAX_VALUE ? time : Math.max(time, watermark);
    }

    private int lookAt(int row, List<PairRule> versions, List<Alert> alerts) {
        Subject.Pair pair = state.pair(row);
        int payments = state.window().heldPairs().payments(row);
        int looked = 0;
        for (PairRule version : versions) {
            if (pair != null && version.mayBeOver(pair.source(), state.window().sum(row), payments)) {
                source = pair.source();
                looked += payments;
                PairLedger ledger = state.window().ledger(row, version, this::limit);
                Peak peak = version.at(ledger, version.validity().from());
                if (peak != null) {
                    Payments of =
                            each -> each == version ? ledger : state.window().ledger(row, each, this::limit);
                    alerts.addAll(findings.foundHeld(pair, row, version, peak, of));
                }
            }
        }
        return looked;
    }

    /** Whether there are alerts that do not say yet what they could. */
    public boolean hasToRevise() {
        return revisions.isWaiting();
    }

    /** Alerts that say more than they did, in the place of what they said; those that have waited longest. */
    public List<Alert> revised(int most) {
        return withEvidence(revisions.take(most));
    }

    /** An alert whose window is not held in full any more stays as it was, as of then. */
    private List<Alert> withEvidence(List<Alert> alerts) {
        List<Alert> revised = new ArrayList<>();
        for (Alert alert : alerts) {
            Subject.Pair subject = (Subject.Pair) alert.subject();
            int row = state.window().heldPairs().find(keys.of(subject.source(), subject.target()));
            PairRule rule = known.find(alert.rule());
            source = subject.source();
            Alert now = row < 0 || rule == null
                    ? null
                    : words.revised(alert, rule, state.window().ledger(row, rule, this::limit));
            if (now != null) {
                revised.add(now);
            }
        }
        return revised;
    }
}
