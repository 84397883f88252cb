package io.fintrans.reconcile.oracle.network;

import io.fintrans.rule.Cycle;
import io.fintrans.rule.RuleSpec;
import java.util.HashSet;
import java.util.Set;

/** Money that comes back: from the last payment backwards, the newest before the others, until one is met that the last account paid. */
final class CycleDefinition extends Definition {
    private final Cycle limits;
    private final long window;
    private final int[] path;
    /** Whom the last account has paid what may have come around. */
    private final Set<Integer> paid = new HashSet<>();

    private long after;

    CycleDefinition(RuleSpec spec, PaymentBook book) {
        super(book, MOST);
        this.limits = Cycle.of(spec.parameters());
        this.window = spec.window().toMillis();
        this.path = new int[limits.longest()];
    }

    @Override
    boolean isFound(int last) {
        if (book.amount(last) < limits.floor() || isHub(book.target(last), Side.PAYS)) {
            return false;
        }
        lookAtWhatWasPaid(last);
        if (paid.isEmpty() || !book.isNew(last)) {
            return false;
        }
        path[0] = last;
        int length = goBack(1);
        for (int i = length - 1; i >= 0; i--) {
            add(path[i]);
        }
        return length > 0;
    }

    /** No cycle begins before the first payment that may have come around. */
    private void lookAtWhatWasPaid(int last) {
        paid.clear();
        long least = book.amount(last);
        long most = least;
        for (int hop = 1; hop < limits.longest(); hop++) {
            least = least * 1000 / limits.handedOn().most();
            most = Math.min(
                    Long.MAX_VALUE / 2000, most * 1000 / limits.handedOn().least() + 1);
        }
        int account = book.target(last);
        after = book.time(last) - window;
        long first = book.time(last);
        for (int i = book.until(account, Side.PAYS, last) - 1; i >= 0; i--) {
            int each = book.at(account, Side.PAYS, i);
            if (book.time(each) <= after || !look()) {
                break;
            }
            long amount = book.amount(each);
            boolean fits = amount >= limits.floor() && amount >= least && amount <= most;
            if (fits && book.isNew(each) && book.target(each) != book.source(last)) {
                paid.add(book.target(each));
                first = book.time(each);
            }
        }
        after = first - 1;
    }

    /** How many payments the cycle has that goes on so; 0 if there is none. */
    private int goBack(int length) {
        int from = path[length - 1];
        int account = book.source(from);
        if (isHub(account, Side.IS_PAID)) {
            return 0;
        }
        for (int i = book.until(account, Side.IS_PAID, from) - 1; i >= 0; i--) {
            int each = book.at(account, Side.IS_PAID, i);
            if (book.time(each) <= after || !look()) {
                return 0;
            }
            if (book.isNew(each)
                    && book.amount(each) >= limits.floor()
                    && isHandedOn(
                            book.amount(each),
                            book.amount(from),
                            limits.handedOn().least(),
                            limits.handedOn().most())) {
                path[length] = each;
                int found = goOn(length + 1, book.source(each));
                if (found > 0) {
                    return found;
                }
            }
        }
        return 0;
    }

    private int goOn(int length, int account) {
        if (account == book.target(path[0])) {
            return length >= limits.shortest() ? length : 0;
        }
        boolean mayCloseNext = length + 1 < limits.longest() || paid.contains(account);
        return length < limits.longest() && mayCloseNext && !isOnPath(account, length - 1) ? goBack(length) : 0;
    }

    private boolean isOnPath(int account, int payments) {
        for (int i = 0; i < payments; i++) {
            if (book.source(path[i]) == account) {
                return true;
            }
        }
        return false;
    }
}
