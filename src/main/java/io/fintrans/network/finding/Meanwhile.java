package io.fintrans.network.finding;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import io.fintrans.network.rule.AccountSet;
import io.fintrans.network.rule.Evidence;
import io.fintrans.network.rule.Look;

/** Measures what else the accounts of a finding did. */
final class Meanwhile {
    private static final int WHOLE = 1000;

    private final PaymentGraph graph;
    private final PaymentList list;
    private final AccountSet accounts = new AccountSet();

    Meanwhile(PaymentGraph graph) {
        this.graph = graph;
        this.list = new PaymentList(graph);
    }

    /**
     * The circumstances of a verdict.
     *
     * @param look the payment that is looked at
     * @param evidence each payment once, at least one
     */
    Circumstances of(Look look, Evidence evidence) {
        // Nothing can come any more that is as old as this.
        long until = look.time() - graph.settings().lateness().toMillis();
        long first = Long.MAX_VALUE;
        int later = 0;
        for (int i = 0; i < evidence.size(); i++) {
            first = Math.min(first, evidence.time(i));
            later += evidence.time(i) > until ? 1 : 0;
        }
        accounts.clear();
        long all = 0;
        for (int i = 0; i < evidence.size(); i++) {
            all += countOnce(graph.source(evidence.payment(i)), first - 1, until);
            all += countOnce(graph.target(evidence.payment(i)), first - 1, until);
        }
        // Each payment is what two accounts did.
        long own = 2L * evidence.size();
        long share = own * WHOLE / Math.max(own, all + 2L * later);
        return new Circumstances((int) share, (int) graph.history().units(look.time()));
    }

    /** What an account did, the first time that it is asked for. */
    private int countOnce(int account, long after, long until) {
        if (until <= after || !accounts.add(account, 0)) {
            return 0;
        }
        return count(account, Direction.OUT, after, until) + count(account, Direction.IN, after, until);
    }

    /** Of a hub, as many as make one: not all of its payments are kept. */
    private int count(int account, Direction direction, long after, long until) {
        graph.openAll(list, account, direction);
        return Math.min(graph.settings().hubPayments(), list.count(after, until));
    }
}
