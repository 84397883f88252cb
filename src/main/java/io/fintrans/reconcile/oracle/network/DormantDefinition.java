package io.fintrans.reconcile.oracle.network;

import io.fintrans.rule.Dormant;
import io.fintrans.rule.RuleSpec;

/** An account that was silent for long pays much; what else it has paid since it woke is evidence, too. */
final class DormantDefinition extends Definition {
    private static final int MOST_EVIDENCE = 60;

    private final Dormant limits;
    private final long window;

    DormantDefinition(RuleSpec spec, PaymentBook book) {
        super(book, MOST);
        this.limits = Dormant.of(spec.parameters());
        this.window = spec.window().toMillis();
    }

    @Override
    boolean isFound(int last) {
        NetworkSetup setup = book.setup();
        int account = book.source(last);
        long until = setup.lastUnit(book.time(last));
        AccountUnits past = book.past(account);
        if (book.amount(last) < limits.amount()
                || past.quiet(until, setup.remembered()) < limits.quiet()
                || past.known(until, setup.remembered()) < limits.known()
                || isHub(account, Side.PAYS)) {
            return false;
        }
        long after = Math.max(book.time(last) - window, (until + 1) * setup.unit() - 1);
        for (int i = book.until(account, Side.PAYS, last) - 1; i >= 0 && size() < MOST_EVIDENCE; i--) {
            int each = book.at(account, Side.PAYS, i);
            if (book.time(each) <= after) {
                break;
            }
            add(each);
        }
        return true;
    }
}
