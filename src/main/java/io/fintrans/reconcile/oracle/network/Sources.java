package io.fintrans.reconcile.oracle.network;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/** Who has paid the last payment's target before it, and whether the last payment is the first one of its pair in the window. */
final class Sources {
    private final Definition definition;
    private final int last;
    private final long after;
    private final long floor;

    Sources(Definition definition, int last, long window, long floor) {
        this.definition = definition;
        this.last = last;
        this.after = definition.book.time(last) - window;
        this.floor = floor;
    }

    long after() {
        return after;
    }

    /** Whether anything may be completed by the last payment. */
    boolean mayBeCompleted() {
        PaymentBook book = definition.book;
        if (book.amount(last) < floor || !book.isNew(last) || definition.isHub(book.target(last), Side.IS_PAID)) {
            return false;
        }
        for (int i = book.until(book.target(last), Side.IS_PAID, last) - 2; i >= 0; i--) {
            int each = book.at(book.target(last), Side.IS_PAID, i);
            if (book.time(each) <= after) {
                return true;
            }
            if (book.source(each) == book.source(last) || !definition.look()) {
                return false;
            }
        }
        return true;
    }

    /** Asks about each other source, from the newest payment backwards; whether any of them is beside the last one. */
    boolean anyBeside(IntPredicate isBeside) {
        PaymentBook book = definition.book;
        int target = book.target(last);
        Set<Integer> seen = new HashSet<>(Set.of(book.source(last)));
        boolean any = false;
        for (int i = book.until(target, Side.IS_PAID, last) - 2; i >= 0; i--) {
            int each = book.at(target, Side.IS_PAID, i);
            if (book.time(each) <= after || !definition.look()) {
                break;
            }
            if (book.isNew(each) && book.amount(each) >= floor && seen.add(book.source(each))) {
                int before = definition.size();
                if (isBeside.test(book.source(each))) {
                    any = true;
                } else {
                    definition.keep(before);
                }
            }
        }
        return any;
    }
}
