package io.fintrans.reconcile;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Evidence;
import io.fintrans.alert.Typology;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares an alert with itself and its evidence with the topics. */
final class EvidenceAudit {
    private final Ledger ledger;
    private final long windowMillis;

    EvidenceAudit(Ledger ledger, long windowMillis) {
        this.ledger = ledger;
        this.windowMillis = windowMillis;
    }

    FoundAlert examine(Alert alert) {
        int pair = ledger.pairs().find(alert.source(), alert.target());
        Instant shortenedTo = alert.shortenedTo();
        return new FoundAlert(
                alert.form(),
                alert.id().episode(),
                alert.id().step(),
                pair,
                alert.source() + " -> " + alert.target(),
                alert.openedAt().toEpochMilli(),
                alert.at().toEpochMilli(),
                alert.asOf().toEpochMilli(),
                alert.revised(),
                alert.total().minorUnits(),
                alert.threshold().minorUnits(),
                alert.payments(),
                slots(alert),
                shortenedTo == null ? Long.MIN_VALUE : shortenedTo.toEpochMilli(),
                unread(alert),
                flaw(alert, pair));
    }

    private int[] slots(Alert alert) {
        return alert.evidence().stream()
                .mapToInt(one -> ledger.cut().slot(one.coordinates()))
                .filter(slot -> slot >= 0)
                .toArray();
    }

    private Unchecked.@Nullable Kind unread(Alert alert) {
        Unchecked.Kind why = null;
        for (Evidence one : alert.evidence()) {
            int slot = ledger.cut().slot(one.coordinates());
            if (slot == Cut.GONE || slot == Cut.UNREAD) {
                why = slot == Cut.GONE ? Unchecked.Kind.DELETED_PAYMENTS : Unchecked.Kind.LATER_RECORDS;
            }
        }
        return why;
    }

    private @Nullable String flaw(Alert alert, int pair) {
        if (alert.typology() != Typology.PAIR_TOTAL) {
            return "its typology is " + alert.typology().code() + ", not " + Typology.PAIR_TOTAL.code();
        }
        if (alert.window().toMillis() != windowMillis) {
            return "its window is " + alert.window() + ", not the one given with --window";
        }
        if (!alert.total().currency().equals(Money.USD)) {
            return "its currency is " + alert.total().currency() + ", but the payments are in " + Money.USD;
        }
        if (alert.payments() < 1 || alert.evidence().size() != Math.min(alert.payments(), Evidence.LIMIT)) {
            return "it lists " + alert.evidence().size() + " of " + Count.of(alert.payments(), "payment")
                    + ", but should list " + Math.min(alert.payments(), Evidence.LIMIT);
        }
        if (alert.threshold().minorUnits() < 1) {
            return "its threshold is not an amount";
        }
        String flaw = flawOfStep(alert);
        flaw = flaw == null ? flawOfEvidence(alert, pair) : flaw;
        return flaw == null ? flawOfSum(alert) : flaw;
    }

    /** Alerts of form 1 told every multiple; a revised one may tell a window that has become smaller since the step was reached. */
    private static @Nullable String flawOfStep(Alert alert) {
        long times = (alert.total().minorUnits() - 1) / alert.threshold().minorUnits();
        long step = Windows.stepOf(times);
        long said = alert.id().step();
        if (!alert.asOf().equals(alert.at()) && !alert.revised()) {
            return "it is as of " + alert.asOf() + ", but was not revised since its step was reached";
        }
        boolean fits = alert.revised() ? step <= said : step == said || times == said;
        return fits && step >= 1 ? null : "its total " + alert.total() + " is step " + step + ", not " + said;
    }

    private @Nullable String flawOfEvidence(Alert alert, int pair) {
        long end = alert.asOf().toEpochMilli();
        long begin = end - windowMillis;
        if (alert.shortenedTo() != null && alert.shortenedTo().toEpochMilli() <= begin) {
            return "it says that its window was shortened, but to a time before it";
        }
        Set<Coordinates> seen = new HashSet<>();
        long before = Long.MIN_VALUE;
        for (Evidence one : alert.evidence()) {
            long time = one.time().toEpochMilli();
            String flaw = flaw(one, pair);
            if (flaw == null && !seen.add(one.coordinates())) {
                flaw = "is listed twice";
            } else if (flaw == null && (time > end || time <= begin)) {
                flaw = "is outside its window";
            } else if (flaw == null && time < before) {
                flaw = "is not in its place in the order of time";
            }
            if (flaw != null) {
                return "its evidence " + one.coordinates() + " " + flaw;
            }
            before = time;
        }
        return null;
    }

    private @Nullable String flaw(Evidence one, int pair) {
        int slot = ledger.cut().slot(one.coordinates());
        if (slot == Cut.GONE || slot == Cut.UNREAD) {
            return null;
        }
        if (slot < 0 || !ledger.isRecord(slot)) {
            return "does not exist";
        }
        if (ledger.isRejected(slot)) {
            return "was rejected";
        }
        if (!ledger.isReadable(slot) || ledger.pair(slot) != pair) {
            return "is no payment of the pair";
        }
        if (ledger.time(slot) != one.time().toEpochMilli()) {
            return "has another time in the topic";
        }
        return ledger.amount(slot) == one.amount().minorUnits() ? null : "has another amount in the topic";
    }

    private static @Nullable String flawOfSum(Alert alert) {
        long sum = 0;
        for (Evidence one : alert.evidence()) {
            long amount = one.amount().minorUnits();
            if (amount < 1 || sum > Long.MAX_VALUE - amount) {
                return "its evidence does not add up";
            }
            sum += amount;
        }
        long total = alert.total().minorUnits();
        if (alert.omitted() == 0 ? sum == total : sum < total) {
            return null;
        }
        return "its evidence does not add up to its total " + alert.total();
    }
}
