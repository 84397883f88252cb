package io.fintrans.reconcile.oracle.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whom an account has paid, or who has paid it, up to a payment: new pairs only, each with the newest payment that is large enough. */
final class Partners {
    private final Definition definition;
    private final Side side;
    private final int last;
    private final long after;
    private final long floor;
    private final Map<Integer, Integer> newest = new HashMap<>();

    Partners(Definition definition, int account, Side side, int last, long after, long floor) {
        this.definition = definition;
        this.side = side;
        this.last = last;
        this.after = after;
        this.floor = floor;
        for (int each : counted(account)) {
            newest.putIfAbsent(other(each), each);
        }
    }

    int size() {
        return newest.size();
    }

    /** Those that another account has, too; its payments and those of the first one are added to the evidence. */
    Set<Integer> inCommonWith(int account) {
        Set<Integer> common = new HashSet<>();
        for (int each : counted(account)) {
            Integer ours = newest.get(other(each));
            if (ours != null && common.add(other(each))) {
                definition.add(each);
                definition.add(ours);
            }
        }
        return common;
    }

    private int other(int payment) {
        return side == Side.PAYS ? definition.book.target(payment) : definition.book.source(payment);
    }

    /** From the newest one backwards. */
    private List<Integer> counted(int account) {
        PaymentBook book = definition.book;
        List<Integer> counted = new ArrayList<>();
        if (definition.isHub(account, side)) {
            return counted;
        }
        for (int i = book.until(account, side, last) - 1; i >= 0; i--) {
            int each = book.at(account, side, i);
            if (book.time(each) <= after || !definition.look()) {
                break;
            }
            if (book.isNew(each) && book.amount(each) >= floor) {
                counted.add(each);
            }
        }
        return counted;
    }
}
