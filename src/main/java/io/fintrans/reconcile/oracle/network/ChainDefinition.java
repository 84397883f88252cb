package io.fintrans.reconcile.oracle.network;

import io.fintrans.rule.Chain;
import io.fintrans.rule.RuleSpec;

/** Money that is handed on soon: from the last payment backwards, the newest before the others, until there are enough. */
final class ChainDefinition extends Definition {
    private final Chain limits;
    private final long hop;
    private final int[] path;

    ChainDefinition(RuleSpec spec, PaymentBook book) {
        super(book, MOST);
        this.limits = Chain.of(spec.parameters());
        this.hop = spec.window().toMillis();
        this.path = new int[limits.payments()];
    }

    @Override
    boolean isFound(int last) {
        path[0] = last;
        if (book.amount(last) < limits.floor() || !book.isNew(last) || !goBack(1)) {
            return false;
        }
        for (int i = path.length - 1; i >= 0; i--) {
            add(path[i]);
        }
        return true;
    }

    private boolean goBack(int length) {
        if (length == path.length) {
            return true;
        }
        int from = path[length - 1];
        int account = book.source(from);
        if (isHub(account, Side.IS_PAID)) {
            return false;
        }
        long after = book.time(from) - hop;
        for (int i = book.until(account, Side.IS_PAID, from) - 1; i >= 0; i--) {
            int each = book.at(account, Side.IS_PAID, i);
            if (book.time(each) <= after || !look()) {
                return false;
            }
            if (fits(each, from) && !isOnPath(book.source(each), length)) {
                path[length] = each;
                if (goBack(length + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean fits(int each, int next) {
        return book.isNew(each)
                && book.amount(each) >= limits.floor()
                && isHandedOn(
                        book.amount(each),
                        book.amount(next),
                        limits.handedOn().least(),
                        limits.handedOn().most());
    }

    private boolean isOnPath(int account, int payments) {
        for (int i = 0; i < payments; i++) {
            if (book.source(path[i]) == account) {
                return true;
            }
        }
        return book.target(path[0]) == account;
    }
}
