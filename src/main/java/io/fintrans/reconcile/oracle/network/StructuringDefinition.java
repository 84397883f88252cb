package io.fintrans.reconcile.oracle.network;

import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Structuring;

/** Several payments of an account just less than one limit; of several limits the first one for which there are enough. */
final class StructuringDefinition extends Definition {
    private static final int WHOLE = 1000;

    private final Structuring limits;
    private final long window;

    StructuringDefinition(RuleSpec spec, PaymentBook book) {
        super(book, MOST);
        this.limits = Structuring.of(spec);
        this.window = spec.window().toMillis();
    }

    @Override
    boolean isFound(int last) {
        for (long limit : limits.limits()) {
            if (isNear(last, limit) && isFound(last, limit)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFound(int last, long limit) {
        int account = book.source(last);
        long after = book.time(last) - window;
        int end = book.until(account, Side.PAYS, last);
        keep(0);
        if (end < limits.payments()
                || book.time(book.at(account, Side.PAYS, end - limits.payments())) <= after
                || isHub(account, Side.PAYS)) {
            return false;
        }
        for (int i = end - 1; i >= 0; i--) {
            int each = book.at(account, Side.PAYS, i);
            if (book.time(each) <= after || !look()) {
                break;
            }
            if (isNear(each, limit)) {
                add(each);
            }
        }
        return size() >= limits.payments();
    }

    private boolean isNear(int payment, long limit) {
        long amount = book.amount(payment);
        return amount < limit && amount * WHOLE >= limit * limits.nearPermille();
    }
}
