package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.oracle.HandledPayments;
import io.fintrans.reconcile.oracle.KnownWindows;
import io.fintrans.reconcile.oracle.PairPayments;
import io.fintrans.reconcile.oracle.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says whether a step that an alert skips may have been reached before it, in an order of arrival that its evidence does not rule out. Then
 * the alert of that step may have been taken away.
 */
final class OtherOrders {
    private final PairPayments payments;
    private final Ledger ledger;
    private final KnownWindows known;
    private final HandledPayments handled;
    private final long lateness;

    /** @param lateness in milliseconds */
    OtherOrders(PairPayments payments, Ledger ledger, KnownWindows known, HandledPayments handled, long lateness) {
        this.payments = payments;
        this.ledger = ledger;
        this.known = known;
        this.handled = handled;
        this.lateness = lateness;
    }

    /** Whether the alert is not of the next step. */
    static boolean isSkipping(FoundAlert alert, long reached) {
        return Windows.step(alert.step() * alert.threshold(), alert.threshold()) > reached;
    }

    /**
     * Whether a higher step than the one before may have been reached. To what is known to be handled come all payments of the other partitions
     * that may have been.
     *
     * @param last position of the payment that raised the alert, which was handled last
     * @param from first position of the windows to look at
     * @param to position behind the last one
     */
    boolean mayReachMore(FoundAlert alert, long reached, int last, int from, int to) {
        List<Integer> more = new ArrayList<>();
        for (List<Integer> ofPartition : handled.ahead()) {
            boolean other = !ofPartition.isEmpty() && range(ofPartition.get(0)) != range(last);
            for (int i = 0; other && i < ofPartition.size() && mayBeHandled(alert, ofPartition.get(i)); i++) {
                more.add(ofPartition.get(i));
            }
        }
        more.forEach(known::add);
        known.remove(last);
        boolean reaches = known.highestStep(from, to) > reached;
        known.add(last);
        more.forEach(known::remove);
        return reaches;
    }

    private int range(int position) {
        return ledger.cut().rangeOf(payments.slots()[position]);
    }

    /** Not if it is so much later that the alert's payments would have been late, nor if the alert would list it. */
    private boolean mayBeHandled(FoundAlert alert, int position) {
        long time = payments.times()[position];
        long oldest =
                Arrays.stream(alert.evidence()).mapToLong(ledger::time).min().orElse(Long.MAX_VALUE);
        boolean counted = payments.isIn(position, alert.at());
        return time <= alert.at() + lateness && !(counted && (alert.isWhole() || time > oldest));
    }
}
