package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentGraph.Direction;
import io.fintrans.network.graph.PaymentList;
import java.util.Arrays;

/** Whom an account pays, or who pays it, and what two accounts have in common. */
final class Partners {
    private final Search search;
    private final PaymentList list;
    private final AccountSet accounts = new AccountSet();
    private int[] payments = new int[64];
    private long[] times = new long[64];

    /** Which are common with another account, by their place here. */
    private final AccountSet common = new AccountSet();

    /** Which were common with those that were kept. */
    private final AccountSet kept = new AccountSet();

    Partners(PaymentGraph graph, Search search) {
        this.search = search;
        this.list = new PaymentList(graph);
    }

    /** Takes down the partners of an account, each with its newest payment of at least {@code floor} since then, up to a payment. */
    void of(int account, Direction direction, Look until, long since, long floor) {
        accounts.clear();
        if (!search.open(list, account, direction, until.time(), until.payment())) {
            return;
        }
        for (int i = list.size() - 1; i >= 0 && list.time(i) > since && search.step(); i--) {
            if (list.isNew(i) && list.amount(i) >= floor && accounts.add(list.account(i), accounts.size())) {
                int place = accounts.size() - 1;
                if (place == payments.length) {
                    payments = Arrays.copyOf(payments, place * 2);
                    times = Arrays.copyOf(times, place * 2);
                }
                payments[place] = list.number(i);
                times[place] = list.time(i);
            }
        }
    }

    /**
     * How many partners another account has that these are, too.
     *
     * @param evidence takes the other's newest payment with each of them, and that of these
     */
    int common(int account, Direction direction, Look until, long since, long floor, Evidence evidence) {
        common.clear();
        if (!search.open(list, account, direction, until.time(), until.payment())) {
            return 0;
        }
        for (int i = list.size() - 1; i >= 0 && list.time(i) > since && search.step(); i--) {
            int place = accounts.get(list.account(i));
            if (place != AccountSet.NONE && list.isNew(i) && list.amount(i) >= floor && common.add(place, 0)) {
                evidence.add(list, i);
                evidence.add(payments[place], times[place]);
            }
        }
        return common.size();
    }

    int size() {
        return accounts.size();
    }

    /** Begins to count those that are in common with any of several accounts. */
    void forgetCommon() {
        kept.clear();
    }

    /** Counts those that the last account has in common. */
    void keepCommon() {
        for (int i = 0; i < accounts.size(); i++) {
            if (common.has(i)) {
                kept.add(i, 0);
            }
        }
    }

    /** How many were counted. */
    int keptCommon() {
        return kept.size();
    }
}
