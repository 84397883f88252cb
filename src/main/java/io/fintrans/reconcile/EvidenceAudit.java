package io.fintrans.reconcile;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Edge;
import io.fintrans.alert.Subgraph;
import io.fintrans.alert.Subject;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares an alert with itself and its evidence with the topics. What is so of one rule only is in {@link PairTotalWords}. */
final class EvidenceAudit {
    private final Ledger ledger;
    private final long windowMillis;

    EvidenceAudit(Ledger ledger, long windowMillis) {
        this.ledger = ledger;
        this.windowMillis = windowMillis;
    }

    FoundAlert examine(Alert alert) {
        int pair = alert.subject() instanceof Subject.Pair subject
                ? ledger.pairs().find(subject.source(), subject.target())
                : -1;
        Instant shortenedTo = alert.shortenedTo();
        return new FoundAlert(
                alert.form(),
                alert.id().episode(),
                alert.id().step(),
                pair,
                alert.subject(),
                alert.openedAt().toEpochMilli(),
                alert.at().toEpochMilli(),
                alert.asOf().toEpochMilli(),
                alert.revised(),
                alert.total().minorUnits(),
                alert.measure().limit(),
                alert.payments(),
                slots(alert),
                shortenedTo == null ? Long.MIN_VALUE : shortenedTo.toEpochMilli(),
                unread(alert),
                flaw(alert, pair));
    }

    private int[] slots(Alert alert) {
        return alert.evidence().edges().stream()
                .mapToInt(one -> ledger.cut().slot(one.coordinates()))
                .filter(slot -> slot >= 0)
                .toArray();
    }

    private Unchecked.@Nullable Kind unread(Alert alert) {
        Unchecked.Kind why = null;
        for (Edge one : alert.evidence().edges()) {
            int slot = ledger.cut().slot(one.coordinates());
            if (slot == Cut.GONE || slot == Cut.UNREAD) {
                why = slot == Cut.GONE ? Unchecked.Kind.DELETED_PAYMENTS : Unchecked.Kind.LATER_RECORDS;
            }
        }
        return why;
    }

    private @Nullable String flaw(Alert alert, int pair) {
        String flaw = PairTotalWords.flaw(alert);
        if (flaw != null) {
            return flaw;
        }
        if (alert.window().toMillis() != windowMillis) {
            return "its window is " + alert.window() + ", not the one given with --window";
        }
        if (!alert.currency().equals(Money.USD)) {
            return "its currency is " + alert.currency() + ", but the payments are in " + Money.USD;
        }
        int listed = alert.evidence().edges().size();
        if (alert.payments() < 1 || listed != Math.min(alert.payments(), Subgraph.MOST)) {
            return "it lists " + listed + " of " + Count.of(alert.payments(), "payment") + ", but should list "
                    + Math.min(alert.payments(), Subgraph.MOST);
        }
        flaw = PairTotalWords.flawOfStep(alert);
        flaw = flaw == null ? flawOfEvidence(alert, pair) : flaw;
        return flaw == null ? PairTotalWords.flawOfSum(alert) : flaw;
    }

    private @Nullable String flawOfEvidence(Alert alert, int pair) {
        long end = alert.asOf().toEpochMilli();
        long begin = end - windowMillis;
        if (alert.shortenedTo() != null && alert.shortenedTo().toEpochMilli() <= begin) {
            return "it says that its window was shortened, but to a time before it";
        }
        Set<Coordinates> seen = new HashSet<>();
        long before = Long.MIN_VALUE;
        for (Edge one : alert.evidence().edges()) {
            long time = one.time().toEpochMilli();
            String flaw = flaw(one, pair);
            flaw = flaw == null ? PairTotalWords.flaw(one, alert.subject()) : flaw;
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

    private @Nullable String flaw(Edge one, int pair) {
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
}
