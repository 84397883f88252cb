package io.fintrans.detector;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.alert.Evidence;
import io.fintrans.alert.Typology;
import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.rule.Episodes.Verdict;
import io.fintrans.detector.rule.PairLedger;
import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.Peak;
import io.fintrans.detector.rule.Thresholds;
import io.fintrans.detector.state.PaymentWindow;
import io.fintrans.detector.state.WindowStore;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes payments one by one into the store and makes the alerts: where rule, state and settings meet. */
final class PairDetector {
    private static final Hasher128 HASH = Hashing.xxh3_128();

    private final DetectorSettings settings;
    private final String application;
    private final Thresholds thresholds;
    private final WindowStore store;
    private final PairRule rule;
    private final Revisions revisions;
    private final long windowMillis;
    private final byte[] pair = new byte[2 * AccountId.MAX_LENGTH + 1];

    /** @param application id of the detector, which its alerts name */
    PairDetector(DetectorSettings settings, WindowStore store, String application) {
        this.settings = settings;
        this.application = application;
        this.thresholds = settings.thresholds();
        this.store = store;
        this.windowMillis = settings.window().toMillis();
        this.rule = new PairRule(windowMillis);
        this.revisions = new Revisions(store, settings.lateness());
    }

    /** Whether a payment of that time is too late to count in any window that is held. */
    boolean isLate(long time) {
        return store.window().isLate(time);
    }

    /**
     * Whether a payment that another task sent, and whose partition has come further, was handled or rejected before: it is an old copy. One
     * that is in no window any more is taken for a copy too, for it would count nowhere.
     *
     * @param time milliseconds since 1970
     */
    boolean isCopy(PaymentArrival arrival, long time) {
        int origin = store.origin(arrival.topic(), arrival.partition());
        if (!store.isPast(origin, arrival.place())) {
            return false;
        }
        HashValue128 hash = hash(arrival.payment().source(), arrival.payment().target());
        return isLate(time)
                || time <= store.window().shortenedTo()
                || store.window()
                        .holds(
                                hash.getMostSignificantBits(),
                                hash.getLeastSignificantBits(),
                                time,
                                arrival.payment().amount().minorUnits(),
                                origin,
                                arrival.place());
    }

    /** Notes that a payment which another task sent was rejected, so that a copy of it is known. */
    void rejected(PaymentArrival arrival) {
        store.rejected(store.origin(arrival.topic(), arrival.partition()), arrival.place());
    }

    /**
     * Takes in a payment that is not late.
     *
     * @param time milliseconds since 1970
     * @param own whether this task has read it itself, so that its offset must be beyond all before
     * @return the alert that it raises, or null
     * @throws io.fintrans.streams.ReplayException if it is one of its own that was handled before, or is behind one that was
     * @throws TotalTooLargeException if the sum of the pair would overflow; nothing has changed then
     */
    @Nullable
    Alert handle(PaymentArrival arrival, long time, boolean own) {
        Payment payment = arrival.payment();
        AccountId source = payment.source();
        HashValue128 hash = hash(source, payment.target());
        int origin = store.origin(arrival.topic(), arrival.partition());
        if (own && store.isPast(origin, arrival.place())) {
            throw store.replayed(origin, arrival.place());
        }
        int row = store.add(
                hash.getMostSignificantBits(),
                hash.getLeastSignificantBits(),
                time,
                payment.amount().minorUnits(),
                origin,
                arrival.place(),
                thresholds.of(source, arrival.topic()));
        if (row == PaymentWindow.OVERFLOW) {
            throw new TotalTooLargeException();
        }
        if (store.window().sum(row) <= thresholds.lowest(source)) {
            store.window().prepare(row, from -> thresholds.of(source, store.topic(from)));
            return null;
        }
        return evaluate(arrival, time, row);
    }

    /** Nothing was added because the sum of the pair would not fit a {@code long}. */
    static final class TotalTooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private @Nullable Alert evaluate(PaymentArrival arrival, long time, int row) {
        PaymentWindow window = store.window();
        PairLedger ledger = ledger(row, arrival.payment().source());
        Peak peak = rule.evaluate(ledger, time, window.heldFrom());
        if (peak == null) {
            return null;
        }
        Verdict verdict = window.judge(row, peak, () -> episodeId(arrival));
        Episode episode = verdict.episode();
        store.changed(episode);
        Payment payment = arrival.payment();
        Alert raised = null;
        if (verdict.alert()) {
            revisions.remove(episode.id());
            Alert alert = alert(payment, peak, episode, ledger, false);
            raised = alert.with(evidence(ledger, alert));
        }
        if (!verdict.alert() || peak.at() != episode.lastOver()) {
            revise(payment, time, episode, ledger);
        }
        return raised;
    }

    /** Notes what the window holds by now if the payment changed it; of one that is not held in full any more nothing is known by now. */
    private void revise(Payment payment, long time, Episode episode, PairLedger ledger) {
        long end = episode.lastOver();
        if (time <= end - windowMillis) {
            return;
        }
        boolean whole = end >= store.window().heldInFullFrom();
        Peak newest = whole ? rule.at(ledger, end) : null;
        if (newest == null) {
            revisions.remove(episode.id());
        } else {
            revisions.put(episode.id(), alert(payment, newest, episode, ledger, true));
        }
    }

    /** Whether alerts must be revised before time comes so far. */
    boolean mustRevise(long time) {
        return revisions.isDue(time);
    }

    /** Alerts that say more than they did, in the place of what they said; those that have waited longest. */
    List<Alert> revised(int most) {
        return withEvidence(revisions.take(most));
    }

    /** The same of those that must be revised before time comes so far. */
    List<Alert> revisedBefore(long time) {
        return withEvidence(revisions.takeDue(time));
    }

    /** An alert whose window is not held in full any more stays as it was, as of then. */
    private List<Alert> withEvidence(List<Alert> alerts) {
        List<Alert> revised = new ArrayList<>();
        for (Alert alert : alerts) {
            HashValue128 hash = hash(alert.source(), alert.target());
            int row = store.window().find(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
            PairLedger ledger = row < 0 ? null : ledger(row, alert.source());
            if (ledger != null && holds(ledger, alert)) {
                revised.add(alert.with(evidence(ledger, alert)));
            }
        }
        return revised;
    }

    /** Whether the payments are still those that were noted: some may have left, and late ones may have come in their place. */
    private static boolean holds(PairLedger ledger, Alert alert) {
        long end = alert.asOf().toEpochMilli();
        return ledger.payments(end) == alert.payments()
                && ledger.total(end) == alert.total().minorUnits();
    }

    private PairLedger ledger(int row, AccountId source) {
        return store.window().ledger(row, origin -> thresholds.of(source, store.topic(origin)));
    }

    private List<Evidence> evidence(PairLedger ledger, Alert alert) {
        List<Evidence> evidence = new ArrayList<>();
        for (long reference : ledger.newest(alert.asOf().toEpochMilli(), Evidence.LIMIT)) {
            evidence.add(new Evidence(
                    store.coordinates(reference),
                    Instant.ofEpochMilli(store.window().time(reference)),
                    Money.usd(store.window().amount(reference))));
        }
        return evidence;
    }

    /** Without evidence. */
    private Alert alert(Payment payment, Peak peak, Episode episode, PairLedger ledger, boolean revised) {
        long shortenedTo = store.window().shortenedTo();
        return new Alert(
                Alert.FORM,
                application,
                new AlertId(HexFormat.of().toHexDigits(episode.id()), episode.step()),
                Typology.PAIR_TOTAL,
                payment.source(),
                payment.target(),
                Money.usd(peak.total()),
                Money.usd(peak.limit()),
                settings.window(),
                Instant.ofEpochMilli(episode.opened()),
                Instant.ofEpochMilli(episode.alertedAt()),
                ledger.payments(peak.at()),
                List.of(),
                shortenedTo > peak.at() - windowMillis ? Instant.ofEpochMilli(shortenedTo) : null,
                Instant.ofEpochMilli(peak.at()),
                revised);
    }

    /** Accounts have no spaces, so two different pairs never give the same bytes. */
    private HashValue128 hash(AccountId source, AccountId target) {
        int end = source.copyTo(pair, 0);
        pair[end++] = ' ';
        end = target.copyTo(pair, end);
        return HASH.hashBytesTo128Bits(pair, 0, end);
    }

    private long episodeId(PaymentArrival opening) {
        Payment payment = opening.payment();
        return HexFormat.fromHexDigitsToLong(
                AlertId.episode(application, payment.source(), payment.target(), opening.coordinates()));
    }
}
