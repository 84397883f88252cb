package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.oracle.PairPayments;
import io.fintrans.reconcile.oracle.Windows;
import java.util.Arrays;

/** Says whether an alert can have been written again after it was raised, as it says: a payment that came later must have changed something. */
final class AmendedAudit {
    private final Windows windows;
    private final PairPayments payments;
    private final Ledger ledger;

    AmendedAudit(Windows windows, Ledger ledger) {
        this.windows = windows;
        this.payments = windows.payments();
        this.ledger = ledger;
    }

    /**
     * Where the alert's window is the one that reached the step, a payment of it came later, and the others must have been enough; or a payment moved
     * the beginning of its episode.
     *
     * @param reached the step of the alert before, or 0
     * @param opening position of the payment that opened the episode
     */
    boolean isPossible(FoundAlert alert, long reached, int opening) {
        // A late payment may have made an earlier version find an earlier beginning, and weigh nothing for this one.
        boolean ofOne =
                payments.track().at(alert.openedAt()) == payments.track().at(alert.at());
        boolean possible = alert.asOf() != alert.at() || alert.isShortened() || !ofOne;
        for (int i = payments.firstIn(alert.at()); i < payments.firstAt(alert.at() + 1); i++) {
            long others = alert.total() - payments.weight(i, alert.at());
            possible |= (reached > 0 || i != opening)
                    && payments.isIn(i, alert.at())
                    && Windows.step(others, alert.threshold()) >= alert.step();
        }
        return possible || mayHaveOpenedEarlier(alert);
    }

    /** Whether the window that the episode opened with is over only by what may have come after the alert was raised: payments, or a look. */
    private boolean mayHaveOpenedEarlier(FoundAlert alert) {
        long opened = alert.openedAt();
        boolean may = opened < alert.at() && windows.lookAt(opened) != null;
        long later = 0;
        for (int i = payments.firstIn(opened); i < payments.firstAt(opened + 1); i++) {
            later += mayBeLater(alert, i) ? payments.weight(i, opened) : 0;
        }
        for (int end = payments.firstAt(opened); end < payments.firstAt(opened + 1) && opened < alert.at(); end++) {
            may |= mayBeLater(alert, end) || Windows.step(windows.total(end) - later, windows.threshold(end)) == 0;
        }
        return may;
    }

    /** Whether the alert lists no payment of the same partition that came later. */
    private boolean mayBeLater(FoundAlert alert, int position) {
        int slot = payments.slots()[position];
        int range = ledger.cut().rangeOf(slot);
        return Arrays.stream(alert.evidence())
                .noneMatch(listed -> ledger.cut().rangeOf(listed) == range && listed >= slot);
    }
}
