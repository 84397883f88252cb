package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.oracle.PairPayments;
import io.fintrans.reconcile.oracle.Windows;

/** What a pair must have reached before the payment came that made it reach a step, if only the step and when it was reached are known. */
final class StepBefore {
    private final PairPayments payments;

    StepBefore(PairPayments payments) {
        this.payments = payments;
    }

    /**
     * The step that must have been reached before a payment reached the alert's. The others were in a window by then if a window ended with the
     * last of them: not if they all came before their version was in force.
     */
    long leastStep(FoundAlert alert, int position) {
        int end = payments.firstAt(alert.at() + 1);
        boolean isLast = payments.times()[position] == alert.at();
        int first = isLast ? firstWindow(alert) : payments.firstAt(alert.at());
        long lowest = Long.MAX_VALUE;
        long highest = 1;
        for (int i = first; i < end; i++) {
            if (payments.endsWindow(i)) {
                lowest = payments.times()[i] == alert.at() ? Math.min(lowest, payments.thresholds()[i]) : lowest;
                highest = Math.max(highest, payments.thresholds()[i]);
            }
        }
        long others = alert.step() * lowest + 1 - payments.weight(position, alert.at());
        return isLast && others <= weightBefore(first, alert) ? 0 : Windows.step(others, highest);
    }

    /** The first payment of the alert's window that its version was in force for. */
    private int firstWindow(FoundAlert alert) {
        int version = payments.track().at(alert.at());
        return payments.firstAt(Math.max(
                payments.track().begin(alert.at()),
                payments.track().versions().get(version).from()));
    }

    private long weightBefore(int first, FoundAlert alert) {
        long weight = 0;
        for (int i = payments.firstIn(alert.at()); i < first; i++) {
            weight += payments.weight(i, alert.at());
        }
        return weight;
    }
}
