package io.fintrans.reconcile.oracle.network;

import io.fintrans.rule.RuleSpec;

/** The first payment of an account after a unit of hubs that made it one, where it was none a window before. */
final class SuddenHubDefinition extends Definition {
    private static final int MOST_EVIDENCE = 60;

    private final long window;

    SuddenHubDefinition(RuleSpec spec, PaymentBook book) {
        super(book, MOST);
        this.window = spec.window().toMillis();
    }

    @Override
    boolean isFound(int last) {
        return isSudden(book.source(last), Side.PAYS, last) || isSudden(book.target(last), Side.IS_PAID, last);
    }

    private boolean isSudden(int account, Side side, int last) {
        if (!isHub(account, side)) {
            return false;
        }
        int end = book.until(account, side, last);
        boolean isFirst = end < 2 || book.setup().hubsUntil(book.time(book.at(account, side, end - 2))) < hubsUntil();
        long unit = book.setup().hubUnit();
        long before = hubsUntil() - (window + unit - 1) / unit * unit;
        if (!isFirst || book.isHub(account, side, before)) {
            return false;
        }
        long after = hubsUntil() - book.setup().window();
        for (int i = book.until(account, side, hubsUntil()) - 1; i >= 0 && size() < MOST_EVIDENCE; i--) {
            int each = book.at(account, side, i);
            if (book.time(each) <= after) {
                break;
            }
            add(each);
        }
        return true;
    }
}
