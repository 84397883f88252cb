package io.fintrans.reconcile;

import java.util.Arrays;

/**
 * What the windows of a stretch of a pair's payments add up to while the payments come in, in whatever order: a tree for each threshold, so
 * that a payment costs O(log n). As in {@link Windows}, what came too late to be counted for certain does not count.
 *
 * <p>Totals must be less than {@link #MOST}.
 */
final class KnownWindows {
    static final long MOST = 1L << 60;

    private final PairPayments payments;
    private final int from;
    private final int size;
    private final long window;
    private final long lateness;
    private final long[] thresholds;
    private final Tree[] trees;

    /** Of the payments at positions {@code from} to before {@code to}; times in milliseconds. */
    KnownWindows(PairPayments payments, int from, int to, long window, long lateness) {
        this.payments = payments;
        this.from = from;
        this.size = to - from;
        this.window = window;
        this.lateness = lateness;
        this.thresholds =
                Arrays.stream(payments.thresholds(), from, to).distinct().toArray();
        this.trees = new Tree[thresholds.length];
        Arrays.setAll(trees, i -> new Tree(size));
    }

    /** Lets a payment come. */
    void add(int position) {
        change(position, 1);
    }

    /** As if the payment had not come. */
    void remove(int position) {
        change(position, -1);
    }

    /** The highest step of the windows that payments at these positions end, as far as they have come; 0 if none is over. */
    long highestStep(int first, int end) {
        long step = 0;
        for (int i = 0; i < trees.length && first < end; i++) {
            step = Math.max(step, Windows.step(trees[i].highest(first - from, end - from), thresholds[i]));
        }
        return step;
    }

    private void change(int position, int sign) {
        long time = payments.times()[position];
        long countsFrom = payments.isLate(position) ? Math.max(time, payments.seenBefore()[position] - lateness) : time;
        int first = Math.max(from, payments.firstAt(countsFrom)) - from;
        int end = Math.min(from + size, payments.firstAt(time + window)) - from;
        for (int i = 0; i < trees.length; i++) {
            if (first < end) {
                trees[i].add(first, end, sign * payments.amounts()[position]);
            }
            if (!payments.isLate(position) && thresholds[i] == payments.thresholds()[position]) {
                trees[i].add(position - from, position - from + 1, sign * MOST);
            }
        }
    }

    /** Adds to ranges, and finds the highest in a range. A window that no known payment ends yet is {@link #MOST} lower than its total. */
    private static final class Tree {
        private final int leaves;
        private final long[] highest;
        private final long[] added;

        Tree(int size) {
            leaves = Math.max(1, Integer.highestOneBit(Math.max(1, size - 1)) * 2);
            highest = new long[2 * leaves];
            added = new long[2 * leaves];
            Arrays.fill(highest, -MOST);
        }

        void add(int from, int to, long amount) {
            add(1, 0, leaves, from, to, amount);
        }

        private void add(int node, int low, int high, int from, int to, long amount) {
            if (to <= low || high <= from) {
                return;
            }
            if (from <= low && high <= to) {
                highest[node] += amount;
                added[node] += amount;
                return;
            }
            int middle = (low + high) >>> 1;
            add(2 * node, low, middle, from, to, amount);
            add(2 * node + 1, middle, high, from, to, amount);
            highest[node] = Math.max(highest[2 * node], highest[2 * node + 1]) + added[node];
        }

        long highest(int from, int to) {
            return highest(1, 0, leaves, from, to);
        }

        private long highest(int node, int low, int high, int from, int to) {
            if (to <= low || high <= from) {
                return -MOST;
            }
            if (from <= low && high <= to) {
                return highest[node];
            }
            int middle = (low + high) >>> 1;
            long below =
                    Math.max(highest(2 * node, low, middle, from, to), highest(2 * node + 1, middle, high, from, to));
            return below + added[node];
        }
    }
}
