package io.fintrans.reconcile.oracle.network;

import io.fintrans.rule.Fan;
import io.fintrans.rule.RuleSpec;
import java.util.HashSet;
import java.util.Set;

/** Many that an account is new to pay it, or are paid by it. From the last payment backwards no more than 64 are counted, unless these do not pay enough. */
final class FanDefinition extends Definition {
    private static final int MOST_PAYMENTS = 512;
    private static final int MOST_PARTNERS = 64;

    private final Fan limits;
    private final long window;
    private final Side side;

    /** @param side {@link Side#IS_PAID} where one account is paid by many */
    FanDefinition(RuleSpec spec, Side side, PaymentBook book) {
        super(book, MOST_PAYMENTS);
        this.limits = Fan.of(spec);
        this.window = spec.window().toMillis();
        this.side = side;
    }

    @Override
    boolean isFound(int last) {
        int account = side == Side.IS_PAID ? book.target(last) : book.source(last);
        long after = book.time(last) - window;
        int end = book.until(account, side, last);
        if (book.amount(last) < limits.floor()
                || !book.isNew(last)
                || end < limits.accounts()
                || book.time(book.at(account, side, end - limits.accounts())) <= after
                || isHub(account, side)) {
            return false;
        }
        int norm = limits.norm() * book.past(account).norm(side, book.setup().lastUnit(book.time(last)));
        int least = Math.max(limits.accounts() * AccountUnits.PARTS, norm);
        return least <= MOST_PARTNERS * AccountUnits.PARTS && isFan(account, end, last, after, least);
    }

    private boolean isFan(int account, int end, int last, long after, int least) {
        Set<Integer> partners = new HashSet<>();
        long total = 0;
        for (int i = end - 1; i >= 0; i--) {
            int each = book.at(account, side, i);
            if (book.time(each) <= after) {
                break;
            }
            if (!look() || (each != last && partner(each) == partner(last))) {
                return false;
            }
            boolean isEnough = partners.size() >= MOST_PARTNERS && total >= limits.total();
            if (!isEnough && book.isNew(each) && book.amount(each) >= limits.floor()) {
                partners.add(partner(each));
                total += book.amount(each);
                add(each);
            }
        }
        return partners.size() * AccountUnits.PARTS >= least && total >= limits.total();
    }

    private int partner(int payment) {
        return side == Side.IS_PAID ? book.source(payment) : book.target(payment);
    }
}
