package io.fintrans.reconcile.oracle.network;

import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Stack;

/** Three layers: another source of the last payment's target has enough sources and targets in common with its source. */
final class StackDefinition extends Definition {
    private final Stack limits;
    private final long window;

    StackDefinition(RuleSpec spec, PaymentBook book) {
        super(book, MOST);
        this.limits = Stack.of(spec.parameters());
        this.window = spec.window().toMillis();
    }

    @Override
    boolean isFound(int last) {
        Sources sources = new Sources(this, last, window, limits.floor());
        if (!sources.mayBeCompleted()) {
            return false;
        }
        Partners before = partners(Side.IS_PAID, last, sources);
        if (before.size() < limits.accounts()) {
            return false;
        }
        Partners behind = partners(Side.PAYS, last, sources);
        return sources.anyBeside(account -> behind.inCommonWith(account).size() >= limits.accounts()
                && before.inCommonWith(account).size() >= limits.accounts());
    }

    private Partners partners(Side side, int last, Sources sources) {
        return new Partners(this, book.source(last), side, last, sources.after(), limits.floor());
    }
}
