package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.oracle.KnownWindows;
import io.fintrans.reconcile.oracle.PairPayments;
import io.fintrans.reconcile.oracle.Track;
import io.fintrans.reconcile.oracle.Windows;
import java.util.List;

/**
 * Looks for the payment that can have raised a step, at the time when an alert that was revised since says that it was reached. One partition's
 * payments are handled in the order of their offsets. So whichever payment it was, of its own partition exactly those up to it were known then,
 * and of the others at least what the alerts of lower steps show.
 */
final class RaisingPayment {
    private final PairPayments payments;
    private final Cut cut;
    private final KnownWindows known;
    private final int from;
    private final int to;

    /** Of the payments at positions {@code from} to before {@code to}. */
    RaisingPayment(PairPayments payments, Cut cut, KnownWindows known, int from, int to) {
        this.payments = payments;
        this.cut = cut;
        this.known = known;
        this.from = from;
        this.to = to;
    }

    /**
     * Whether there is one. It must be in the window that ends at {@code alert.at()}; before it no step so high may have been certain, and with
     * it that window must be able to have reached it, by a payment that was known.
     *
     * @param ahead of each partition the positions of those that the alerts of lower steps do not show, in the order of their offsets
     * @param opening position of the payment that must be it, or -1 if any may
     */
    boolean isThere(FoundAlert alert, List<List<Integer>> ahead, int opening) {
        long total = total(alert);
        return ahead.stream().anyMatch(ofPartition -> isAmong(ofPartition, alert, opening, total));
    }

    private boolean isAmong(List<Integer> positions, FoundAlert alert, int opening, long total) {
        long toCome = positions.stream()
                .filter(position -> payments.isIn(position, alert.at()))
                .mapToLong(position -> payments.weight(position, alert.at()))
                .sum();
        boolean there = false;
        int next = 0;
        while (!there && next < positions.size() && known.highestStep(from, to) < alert.step()) {
            int position = positions.get(next++);
            known.add(position);
            if (payments.isIn(position, alert.at())) {
                toCome -= payments.weight(position, alert.at());
                there = (opening < 0 || position == opening)
                        && known.highestStep(from, endOfVersion(alert)) <= alert.step()
                        && canReach(alert, position, total - toCome);
            }
        }
        positions.subList(0, next).forEach(known::remove);
        return there;
    }

    /** What later versions find, they find afterwards. */
    private int endOfVersion(FoundAlert alert) {
        Track track = payments.track();
        return Math.min(
                to, payments.firstAt(track.versions().get(track.at(alert.at())).until()));
    }

    /** Whether a payment at the alert's time that may be known when this one is handled ends a window that so much is enough for. */
    private boolean canReach(FoundAlert alert, int last, long total) {
        int slot = payments.slots()[last];
        int range = cut.rangeOf(slot);
        for (int i = payments.firstAt(alert.at()); i < to && payments.times()[i] == alert.at(); i++) {
            boolean mayBeKnown = payments.slots()[i] <= slot || cut.rangeOf(payments.slots()[i]) != range;
            if (mayBeKnown && payments.endsWindow(i) && Windows.step(total, payments.thresholds()[i]) >= alert.step()) {
                return true;
            }
        }
        return false;
    }

    private long total(FoundAlert alert) {
        int end = payments.firstAt(alert.at() + 1);
        long total = 0;
        for (int i = payments.firstIn(alert.at()); i < end; i++) {
            total += payments.weight(i, alert.at());
        }
        return total;
    }
}
