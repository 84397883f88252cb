package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.report.Unchecked;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges the alerts that tell less than the payments below the cut. The detector revises an alert after some ten seconds, and until then its journal
 * says so. It gives a revision up when the alert's window is not held in full any more, and from outside nobody can tell when that was: how far
 * time had come for a task depends on the order in which it read.
 */
public final class RevisionAudit {
    private final Unchecked unchecked;

    public RevisionAudit(Unchecked unchecked) {
        this.unchecked = unchecked;
    }

    /**
     * Adds what cannot be known to what is unchecked.
     *
     * @return how many alerts the detector is going to revise
     */
    public long judge(List<StaleAlert> stale, AwaitedRevisions journal) {
        if (stale.isEmpty()) {
            return 0;
        }
        Set<String> awaited =
                journal.among(stale.stream().map(one -> one.alert().episode()).collect(Collectors.toSet()));
        long waiting = 0;
        for (StaleAlert one : stale) {
            if (awaited.contains(one.alert().episode())) {
                waiting++;
            } else {
                unchecked.add(Unchecked.Kind.NOT_REVISED, one.alert().name());
            }
        }
        return waiting;
    }
}
