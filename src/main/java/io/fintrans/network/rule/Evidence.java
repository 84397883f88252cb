package io.fintrans.network.rule;

import java.util.Arrays;

/** The payments that a verdict rests on, by the numbers that the graph has for them. */
public final class Evidence {
    private int[] payments = new int[64];
    private int size;

    void clear() {
        size = 0;
    }

    void add(int payment) {
        if (size == payments.length) {
            payments = Arrays.copyOf(payments, size * 2);
        }
        payments[size++] = payment;
    }

    /** The same without what came after so many. */
    void cutTo(int count) {
        size = count;
    }

    public int size() {
        return size;
    }

    public int payment(int at) {
        return payments[at];
    }
}
