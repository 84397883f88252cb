package io.fintrans.reconcile;

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
        // A revised alert lists what came after the opening. All windows that one payment changes end within a window's
        // length.
        Track track = payments.track();
        long before = first.openedAt() - track.reach(first.openedAt()) + 1;
        boolean ofOne = track.at(first.openedAt()) == track.at(first.at());
        if (first.revised() || !ofOne || first.openedAt() > first.at()
                || first.at() - first.openedAt() >= track.reach(first.at())) {
            return false;
        }
        long after = first.at() + track.longestWindow();
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
        return known.highestStep(payments.firstAt(before), payments.firstAt(first.at() + 1)) > 0
                || isOverAfter(first.at(), known);
    }

    /** Whether a later window is known to be over that a window at this time belongs together with. */
    private boolean isOverAfter(long time, KnownWindows known) {
        boolean over = false;
        for (Track.Version version : payments.track().versions()) {
            long end = version.endOfEnds(time);
            over |= end > version.from()
                    && known.highestStep(payments.firstAt(version.firstEnd(time + 1)), payments.firstAt(end)) > 0;
        }
        return over;
    }
}
