package io.fintrans.network.rule;

import io.fintrans.network.graph.PaymentList;
import java.util.Arrays;

/** The payments that a verdict rests on, by the numbers that the graph has for them. */
public final class Evidence {
    private int[] payments = new int[64];
    private long[] times = new long[64];
    private int size;
    private final AccountSet seen = new AccountSet();

    void clear() {
        size = 0;
    }

    /** Adds the payment of a list that has a place in it. */
    void add(PaymentList list, int at) {
        add(list.number(at), list.time(at));
    }

    void add(int payment, long time) {
        if (size == payments.length) {
            payments = Arrays.copyOf(payments, size * 2);
            times = Arrays.copyOf(times, size * 2);
        }
        times[size] = time;
        payments[size++] = payment;
    }

    /** The same without what came after so many. */
    void cutTo(int count) {
        size = count;
    }

    /** Leaves out what is there already. */
    public void distinct() {
        seen.clear();
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            if (seen.add(payments[i], 0)) {
                payments[distinct] = payments[i];
                times[distinct++] = times[i];
            }
        }
        size = distinct;
    }

    public int size() {
        return size;
    }

    public int payment(int at) {
        return payments[at];
    }

    /** In milliseconds since 1970. */
    public long time(int at) {
        return times[at];
    }
}
