package io.fintrans.reconcile.verdict;

import io.fintrans.alert.AlertState;
import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.oracle.HeldLook;
import io.fintrans.reconcile.oracle.KnownWindows;
import io.fintrans.reconcile.oracle.PairPayments;
import io.fintrans.reconcile.oracle.Track;
import io.fintrans.reconcile.oracle.Windows;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Says whether an episode can have been opened although, by all payments of the pair, it is one with another: what joins both must have come after the
 * payment that opened it. One partition's payments are handled in the order of their offsets, so what was handled by then is known in part; if that
 * alone makes a window over the limit which the opened one belongs with, there was an episode to belong to, and no other was opened.
 */
final class OpeningAudit {
    private final Windows windows;
    private final PairPayments payments;
    private final Cut cut;
    private final long lateness;

    /** @param lateness in milliseconds */
    OpeningAudit(Windows windows, Cut cut, long lateness) {
        this.windows = windows;
        this.payments = windows.payments();
        this.cut = cut;
        this.lateness = lateness;
    }

    /** How many payments are looked at for an alert. */
    int looks(FoundAlert first) {
        return new Around(first.at()).size();
    }

    /**
     * Whether one order of arrival at least lets a payment, or a version's look at what was held, open an episode with this alert.
     *
     * @param first of the episode's alerts the one of the lowest step
     * @param opening position of the payment that the episode's id is made of
     */
    boolean isPossible(FoundAlert first, int opening) {
        return isPossibleByLook(first, opening) || isPossibleByPayment(first, opening);
    }

    /** By then all payments up to the look's time were handled that did not come too late. */
    private boolean isPossibleByLook(FoundAlert first, int opening) {
        HeldLook look = windows.lookAt(first.at());
        if (look == null || look.step() < first.step() || !look.opensWith(opening)) {
            return false;
        }
        Around around = new Around(first.at());
        for (int i = around.from; i < payments.firstAt(first.at() + 1); i++) {
            around.add(i);
        }
        return !around.isOver(payments.firstAt(first.at()));
    }

    private boolean isPossibleByPayment(FoundAlert first, int opening) {
        if (payments.isLate(opening)) {
            return true;
        }
        int slot = payments.slots()[opening];
        Map<Integer, Integer> handled = shown(first);
        int newest = handled.merge(range(opening), slot, Math::max);
        if (newest > slot || !payments.isIn(opening, first.at()) || !addNeeded(first, opening, handled)) {
            return false;
        }
        Around around = new Around(first.at());
        for (int i = around.from; i < around.to; i++) {
            if (i != opening && payments.slots()[i] <= handled.getOrDefault(range(i), -1)) {
                around.add(i);
            }
        }
        return !around.isOver(around.to);
    }

    private int range(int position) {
        return cut.rangeOf(payments.slots()[position]);
    }

    /** Of each range of the cut the newest slot that an alert lists, if it is as it was raised. */
    private Map<Integer, Integer> shown(FoundAlert first) {
        Map<Integer, Integer> shown = new HashMap<>();
        if (first.state() == AlertState.OPEN) {
            for (int slot : first.evidence()) {
                shown.merge(cut.rangeOf(slot), slot, Math::max);
            }
        }
        return shown;
    }

    /**
     * Adds of each other partition what must have been handled for the window to reach the alert's step, even if all payments of the others were.
     *
     * @return whether it can have reached that at all
     */
    private boolean addNeeded(FoundAlert first, int opening, Map<Integer, Integer> handled) {
        List<Integer> others = IntStream.range(payments.firstIn(first.at()), payments.firstAt(first.at() + 1))
                .boxed()
                .filter(i -> range(i) != range(opening) || payments.slots()[i] <= payments.slots()[opening])
                .sorted(Comparator.comparing(i -> -payments.slots()[i]))
                .toList();
        long most =
                others.stream().mapToLong(i -> payments.weight(i, first.at())).sum();
        long threshold = others.stream()
                .filter(i -> payments.times()[i] == first.at() && payments.endsWindow(i))
                .mapToLong(i -> payments.thresholds()[i])
                .min()
                .orElse(Long.MAX_VALUE);
        Map<Integer, Long> without = new HashMap<>();
        Set<Integer> needed = new HashSet<>();
        for (int i : others) {
            long rest = without.merge(range(i), payments.weight(i, first.at()), Long::sum);
            if (Windows.step(most - rest, threshold) < first.step() && needed.add(range(i))) {
                handled.merge(range(i), payments.slots()[i], Math::max);
            }
        }
        return Windows.step(most, threshold) >= first.step();
    }

    /** The payments of all windows that belong to one episode with the window which ends at a time. */
    private final class Around {
        private final int first;
        private final int from;
        private final int to;
        private final KnownWindows known;

        Around(long time) {
            Track track = payments.track();
            long earliest = track.reachedFrom(time);
            long latest = time + track.reach(time) - 1;
            first = payments.firstAt(earliest);
            from = payments.firstAt(track.earliest(earliest, latest));
            to = payments.firstAt(latest + 1);
            known = new KnownWindows(payments, from, to, lateness);
        }

        int size() {
            return to - from;
        }

        /** Lets a payment have been handled, unless it came too late to count for certain. */
        void add(int position) {
            if (!payments.isLate(position)) {
                known.add(position);
            }
        }

        /** Whether a window is over that belongs there and ends before this position. */
        boolean isOver(int end) {
            return known.highestStep(first, end) > 0;
        }
    }
}
