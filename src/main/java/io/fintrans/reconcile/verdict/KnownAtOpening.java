package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.oracle.KnownWindows;
import io.fintrans.reconcile.oracle.PairPayments;
import io.fintrans.reconcile.oracle.Track;
import java.util.HashMap;
import java.util.Map;

/**
 * What was known when an episode's first alert was raised: the payments that it lists, and of their partitions everything before. If these,
 * without the payment that opened the episode, put the pair over its threshold less than a window's length away, then an episode was open
 * there, and the payment belonged to it.
 */
final class KnownAtOpening {
    private final PairPayments payments;
    private final Cut cut;
    private final long lateness;

    /** @param lateness in milliseconds */
    KnownAtOpening(PairPayments payments, Cut cut, long lateness) {
        this.payments = payments;
        this.cut = cut;
        this.lateness = lateness;
    }

    /**
     * Whether the pair is known to have been over its threshold; false if nobody can tell. Looks at the payments of three windows.
     *
     * @param first the episode's first alert
     * @param opening position of the payment that opened the episode
     */
    boolean isOver(FoundAlert first, int opening) {
        Track track = payments.track();
        int version = track.at(first.at());
        // A revised alert lists what came after the opening. All windows that one payment changes, and one version
        // judges,
        // end within a window's length.
        if (first.revised()
                || version == Track.NONE
                || track.at(first.openedAt()) != version
                || first.openedAt() > first.at()
                || first.at() - first.openedAt() >= track.window(first.at())) {
            return false;
        }
        long before = track.reachedFrom(first.openedAt());
        long after = first.at() + track.reach(first.at());
        int from = payments.firstAt(track.earliest(before, after));
        int to = payments.firstAt(after);
        KnownWindows known = new KnownWindows(payments, from, to, lateness);
        Map<Integer, Integer> newest = new HashMap<>();
        for (int slot : first.evidence()) {
            newest.merge(cut.rangeOf(slot), slot, Math::max);
        }
        for (int i = from; i < to; i++) {
            int slot = payments.slots()[i];
            if (i != opening && slot <= newest.getOrDefault(cut.rangeOf(slot), -1)) {
                known.add(i);
            }
        }
        return known.highestStep(payments.firstAt(before), to) > 0;
    }
}
