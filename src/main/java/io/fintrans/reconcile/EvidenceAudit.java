package io.fintrans.reconcile;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Evidence;
import io.fintrans.transaction.Coordinates;
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
        boolean beyond = alert.evidence().stream().anyMatch(one -> isBeyond(one.coordinates()));
        return new FoundAlert(
                alert.id().episode(),
                alert.id().step(),
                pair,
                alert.source() + " -> " + alert.target(),
                alert.openedAt().toEpochMilli(),
                alert.at().toEpochMilli(),
                alert.asOf().toEpochMilli(),
                alert.total().minorUnits(),
                alert.payments(),
                alert.threshold().minorUnits(),
                alert.omitted() == 0,
                beyond,
                alert.revised(),
                alert.shortenedTo() != null,
                beyond ? null : flaw(alert, pair));
    }

    private boolean isBeyond(Coordinates coordinates) {
        int slot = ledger.cut().slot(coordinates);
        return slot == Cut.BEYOND || slot == Cut.GONE;
    }

    private @Nullable String flaw(Alert alert, int pair) {
        if (alert.window().toMillis() != windowMillis) {
            return "its window is " + alert.window() + ", not the one given with --window";
        }
        if (alert.evidence().isEmpty() || alert.omitted() < 0) {
            return "its number of payments does not fit its evidence";
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
        if (alert.asOf().isBefore(alert.at()) && !alert.revised()) {
            return "it is as of " + alert.asOf() + ", before its step was reached";
        }
        boolean fits = alert.revised() ? step <= said : step == said || times == said;
        return fits && step >= 1 ? null : "its total " + alert.total() + " is step " + step + ", not " + said;
    }

    private @Nullable String flawOfEvidence(Alert alert, int pair) {
        long end = alert.asOf().toEpochMilli();
        long begin = alert.shortenedTo() == null
                ? end - windowMillis
                : Math.max(end - windowMillis, alert.shortenedTo().toEpochMilli() - 1);
        Set<Coordinates> seen = new HashSet<>();
        for (Evidence one : alert.evidence()) {
            String flaw = flaw(one, pair);
            if (flaw != null) {
                return "its evidence " + one.coordinates() + " " + flaw;
            }
            if (!seen.add(one.coordinates())) {
                return "its evidence lists " + one.coordinates() + " twice";
            }
            if (one.time().toEpochMilli() > end || one.time().toEpochMilli() <= begin) {
                return "its evidence " + one.coordinates() + " is outside its window";
            }
        }
        return null;
    }

    private @Nullable String flaw(Evidence one, int pair) {
        int slot = ledger.cut().slot(one.coordinates());
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
            sum += one.amount().minorUnits();
        }
        long total = alert.total().minorUnits();
        if (alert.omitted() == 0 ? sum == total : sum <= total) {
            return null;
        }
        return "its evidence does not add up to its total " + alert.total();
    }
}
