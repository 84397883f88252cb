package io.fintrans.reconcile;

import io.fintrans.reconcile.Findings.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges the alerts that tell less than the payments below the cut. The detector revises an alert after some ten seconds, and until then its journal
 * says so. It gives a revision up only when the alert's window is not held in full any more: time has gone on by more than the allowed lateness since
 * its end, or memory was short.
 */
final class RevisionAudit {
    private final Ledger ledger;
    private final long lateness;
    private final Findings findings;
    private final Unchecked unchecked;

    /** @param lateness in milliseconds */
    RevisionAudit(Ledger ledger, long lateness, Findings findings, Unchecked unchecked) {
        this.ledger = ledger;
        this.lateness = lateness;
        this.findings = findings;
        this.unchecked = unchecked;
    }

    /**
     * Adds what is wrong to the findings, and what cannot be known to what is unchecked.
     *
     * @param shortened whether any alert says that memory was short
     * @return how many alerts the detector is going to revise
     */
    long judge(List<StaleAlert> stale, boolean shortened, AwaitedRevisions journal) {
        if (stale.isEmpty()) {
            return 0;
        }
        Set<String> awaited =
                journal.among(stale.stream().map(one -> one.alert().episode()).collect(Collectors.toSet()));
        long newest = newest();
        long waiting = 0;
        for (StaleAlert one : stale) {
            FoundAlert alert = one.alert();
            if (awaited.contains(alert.episode())) {
                waiting++;
            } else if (alert.form() > 1 && !shortened && newest <= one.newest() + lateness) {
                findings.add(
                        Kind.EXTRA,
                        alert.pairName(),
                        "alert " + alert.id() + ": it is as of " + Instant.ofEpochMilli(alert.asOf())
                                + ", but the pair was over the threshold until " + Instant.ofEpochMilli(one.newest())
                                + ", and the detector's journal holds no revision of it");
            } else {
                unchecked.add(Unchecked.Kind.NOT_REVISED, alert.name());
            }
        }
        return waiting;
    }

    /** The time of the newest payment. */
    private long newest() {
        long newest = Long.MIN_VALUE;
        for (int slot = 0; slot < ledger.cut().allSlots(); slot++) {
            if (ledger.counts(slot)) {
                newest = Math.max(newest, ledger.time(slot));
            }
        }
        return newest;
    }
}
