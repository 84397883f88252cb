package io.fintrans.reconcile.oracle.network;

import io.fintrans.rule.Bipartite;
import io.fintrans.rule.RuleSpec;
import java.util.HashSet;
import java.util.Set;

/** Accounts that all pay the same ones: other sources of the last payment's target that have enough targets in common with its source. */
final class BipartiteDefinition extends Definition {
    private final Bipartite limits;
    private final long window;
    /** How many other sources there are, and how many payments of theirs. */
    private int others;

    private int payments;

    BipartiteDefinition(RuleSpec spec, PaymentBook book) {
        super(book, MOST);
        this.limits = Bipartite.of(spec.parameters());
        this.window = spec.window().toMillis();
    }

    @Override
    boolean isFound(int last) {
        Sources sources = new Sources(this, last, window, limits.floor());
        if (!sources.mayBeCompleted()) {
            return false;
        }
        Partners targets = new Partners(this, book.source(last), Side.PAYS, last, sources.after(), limits.floor());
        if (targets.size() < limits.targets()) {
            return false;
        }
        others = 0;
        payments = 0;
        Set<Integer> common = new HashSet<>();
        sources.anyBeside(source -> {
            Set<Integer> both = targets.inCommonWith(source);
            if (both.size() < limits.targets()) {
                return false;
            }
            others++;
            payments += both.size();
            common.addAll(both);
            return true;
        });
        return others + 1 >= limits.sources() && payments + common.size() >= limits.payments();
    }
}
