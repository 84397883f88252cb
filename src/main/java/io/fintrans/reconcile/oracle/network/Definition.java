package io.fintrans.reconcile.oracle.network;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * What a version of a rule is to find at a payment, and which payments prove it. Both depend only on which payments there are that are not later, and on units of
 * time that are over. What is looked at, in which order, and after how many payments the search is ended, is part of it. For one thread.
 */
public abstract sealed class Definition
        permits BipartiteDefinition,
                ChainDefinition,
                CycleDefinition,
                DormantDefinition,
                FanDefinition,
                GatherScatterDefinition,
                MuleDefinition,
                ScatterGatherDefinition,
                StackDefinition,
                StructuringDefinition,
                SuddenHubDefinition {
    /** So many payments are looked at for one verdict. */
    static final int MOST = 2048;

    private static final int WHOLE = 1000;
    private static final int[] NOTHING = {};

    final PaymentBook book;
    private final int most;
    private int looked;
    private long hubsUntil;
    private int[] evidence = new int[64];
    private int size;

    Definition(PaymentBook book, int most) {
        this.book = book;
        this.most = most;
    }

    /** The payments that prove that there is something at a payment, each once, in canonical order; none if there is nothing. */
    public final int[] evidence(int payment) {
        looked = 0;
        size = 0;
        hubsUntil = book.setup().hubsUntil(book.time(payment));
        if (!isFound(payment)) {
            return NOTHING;
        }
        return Arrays.stream(evidence, 0, size)
                .distinct()
                .boxed()
                .sorted(book::compare)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Whether the last search was ended before it had looked at everything. */
    public final boolean isCut() {
        return looked > most;
    }

    /** Whether there is something; then the evidence is what {@link #add} was told. */
    abstract boolean isFound(int payment);

    /** Looks at one payment more; whether it may. */
    final boolean look() {
        return ++looked <= most;
    }

    final void add(int payment) {
        if (size == evidence.length) {
            evidence = Arrays.copyOf(evidence, size * 2);
        }
        evidence[size++] = payment;
    }

    /** How much evidence there is. */
    final int size() {
        return size;
    }

    /** Takes back all but so much evidence. */
    final void keep(int count) {
        size = count;
    }

    /** Lists of hubs are not looked at. */
    final boolean isHub(int account, Side side) {
        return book.isHub(account, side, hubsUntil);
    }

    final long hubsUntil() {
        return hubsUntil;
    }

    /** Whether one amount may be another one handed on; shares are in thousandths. */
    static boolean isHandedOn(long before, long after, int least, int most) {
        return before * least <= after * WHOLE && after * WHOLE <= before * most;
    }

    /** The same of sums, which may be larger. */
    static boolean isHandedOnOfSums(long before, long after, int least, int most) {
        BigInteger whole = BigInteger.valueOf(after).multiply(BigInteger.valueOf(WHOLE));
        BigInteger from = BigInteger.valueOf(before);
        return from.multiply(BigInteger.valueOf(least)).compareTo(whole) <= 0
                && whole.compareTo(from.multiply(BigInteger.valueOf(most))) <= 0;
    }
}
