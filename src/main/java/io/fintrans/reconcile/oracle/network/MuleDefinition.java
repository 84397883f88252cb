package io.fintrans.reconcile.oracle.network;

import io.fintrans.rule.Mule;
import io.fintrans.rule.RuleSpec;

/** All that an account is paid in the window, and all that it pays after the first of these. */
final class MuleDefinition extends Definition {
    private final Mule limits;
    private final long window;
    private int first;
    private int count;
    private long total;

    MuleDefinition(RuleSpec spec, PaymentBook book) {
        super(book, MOST);
        this.limits = Mule.of(spec.parameters());
        this.window = spec.window().toMillis();
    }

    @Override
    boolean isFound(int last) {
        int account = book.source(last);
        int end = book.until(account, Side.IS_PAID, last);
        long after = book.time(last) - window;
        if (book.amount(last) < limits.floor()
                || !book.isNew(last)
                || end < limits.in()
                || book.time(book.at(account, Side.IS_PAID, end - limits.in())) <= after
                || isHub(account, Side.IS_PAID)
                || isHub(account, Side.PAYS)
                || !addUp(account, Side.IS_PAID, last, after)) {
            return false;
        }
        long in = total;
        if (count == 0 || count < limits.in() || in < limits.total()) {
            return false;
        }
        return addUpAfter(account, last, first)
                && count >= limits.out()
                && isHandedOnOfSums(
                        in, total, limits.handedOn().least(), limits.handedOn().most());
    }

    /** Whether all could be looked at. */
    private boolean addUp(int account, Side side, int last, long after) {
        count = 0;
        total = 0;
        for (int i = book.until(account, side, last) - 1; i >= 0; i--) {
            int each = book.at(account, side, i);
            if (book.time(each) <= after) {
                return true;
            }
            if (!look()) {
                return false;
            }
            count(each);
        }
        return true;
    }

    private boolean addUpAfter(int account, int last, int before) {
        count = 0;
        total = 0;
        for (int i = book.until(account, Side.PAYS, last) - 1; i >= 0; i--) {
            int each = book.at(account, Side.PAYS, i);
            if (book.compare(each, before) <= 0) {
                return true;
            }
            if (!look()) {
                return false;
            }
            count(each);
        }
        return true;
    }

    private void count(int payment) {
        if (book.isNew(payment) && book.amount(payment) >= limits.floor()) {
            first = payment;
            count++;
            total += book.amount(payment);
            add(payment);
        }
    }
}
