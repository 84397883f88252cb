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
    private final long window;
    private final long lateness;

    /** Times in milliseconds. */
    KnownAtOpening(PairPayments payments, Cut cut, long window, long lateness) {
        this.payments = payments;
        this.cut = cut;
        this.window = window;
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
        if (first.revised() || first.at() - first.openedAt() >= window || first.openedAt() > first.at()) {
            return false;
        }
        int from = payments.firstAt(first.openedAt() - 2 * window + 1);
        int to = payments.firstAt(first.at() + window);
        KnownWindows known = new KnownWindows(payments, from, to, window, lateness);
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
        return known.highestStep(payments.firstAt(first.openedAt() - window + 1), to) > 0;
    }
}
