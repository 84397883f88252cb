package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.network.graph.PaymentList;

/** Payments one before the other, from the last one backwards, over accounts of which each occurs once. */
final class Path {
    private final PaymentList[] lists;
    private final int[] accounts;
    private final int[] payments;
    private final long[] times;

    /** @param longest how many payments it may have */
    Path(PaymentGraph graph, int longest) {
        lists = new PaymentList[longest];
        for (int i = 0; i < longest; i++) {
            lists[i] = new PaymentList(graph);
        }
        accounts = new int[longest];
        payments = new int[longest];
        times = new long[longest];
    }

    /** How many payments it may have. */
    int longest() {
        return payments.length;
    }

    /** The view for the payments that may stand at this place. */
    PaymentList list(int place) {
        return lists[place];
    }

    /** The account that pays the payment at this place. */
    int account(int place) {
        return accounts[place];
    }

    /** The path ends with a payment. */
    void end(Look last) {
        set(0, last.source(), last.payment(), last.time());
    }

    void set(int place, int account, int payment, long time) {
        accounts[place] = account;
        payments[place] = payment;
        times[place] = time;
    }

    /** Whether one of the first so many payments is of that account. */
    boolean has(int account, int places) {
        for (int i = 0; i < places; i++) {
            if (accounts[i] == account) {
                return true;
            }
        }
        return false;
    }

    /** Gives the first so many payments, in order of time. */
    void give(int places, Evidence evidence) {
        for (int i = places - 1; i >= 0; i--) {
            evidence.add(payments[i], times[i]);
        }
    }
}
