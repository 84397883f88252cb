package io.fintrans.reconcile.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the windows of a stretch of a pair's payments add up to while the payments come in, in whatever order: a tree for each threshold, so
 * that a payment costs O(log n). As in {@link Windows}, what came too late to be counted for certain does not count.
 *
 * <p>Totals must be less than {@link #MOST}.
 */
public final class KnownWindows {
    public static final long MOST = 1L << 60;

    private final PairPayments payments;
    private final long lateness;
    private final List<Stretch> stretches = new ArrayList<>();

    /** Of the payments at positions {@code from} to before {@code to}; {@code lateness} in milliseconds. */
    public KnownWindows(PairPayments payments, int from, int to, long lateness) {
        this.payments = payments;
        this.lateness = lateness;
        for (int version = 0; version < payments.track().versions().size(); version++) {
            Track.Version of = payments.track().versions().get(version);
            int first = Math.max(from, payments.firstAt(of.from()));
            int end = Math.min(to, payments.firstAt(of.until()));
            if (first < end) {
                stretches.add(new Stretch(version, first, end));
            }
        }
    }

    /** Lets a payment come. */
    public void add(int position) {
        change(position, 1);
    }

    /** As if the payment had not come. */
    public void remove(int position) {
        change(position, -1);
    }

    /** The highest step of the windows that payments at these positions end, as far as they have come; 0 if none is over. */
    public long highestStep(int first, int end) {
        long step = 0;
        for (Stretch stretch : stretches) {
            step = Math.max(step, stretch.highestStep(first, end));
        }
        return step;
    }

    private void change(int position, int sign) {
        for (Stretch stretch : stretches) {
            stretch.change(position, sign);
        }
    }

    /** The windows that end while one version is in force. */
    private final class Stretch {
        private final Track.Version version;
        private final OracleRule oracle;
        private final int from;
        private final int to;
        private final long[] thresholds;
        private final Tree[] trees;

        Stretch(int version, int from, int to) {
            this.version = payments.track().versions().get(version);
            this.oracle = payments.track().oracle(version);
            this.from = from;
            this.to = to;
            this.thresholds = Arrays.stream(payments.thresholds(), from, to)
                    .filter(threshold -> threshold != PairPayments.NO_WINDOW)
                    .distinct()
                    .toArray();
            this.trees = new Tree[thresholds.length];
            Arrays.setAll(trees, i -> new Tree(to - from));
        }

        long highestStep(int first, int end) {
            int low = Math.max(first, from);
            int high = Math.min(end, to);
            long step = 0;
            for (int i = 0; i < trees.length && low < high; i++) {
                step = Math.max(step, Windows.step(trees[i].highest(low - from, high - from), thresholds[i]));
            }
            return step;
        }

        void change(int position, int sign) {
            long time = payments.times()[position];
            boolean late = payments.isLate(position);
            if (time >= version.until() || version.endOfEnds(time) <= version.from() || trees.length == 0) {
                return;
            }
            long countsFrom = late ? Math.max(time, payments.seenBefore()[position] - lateness) : time;
            int first = Math.max(from, payments.firstAt(version.firstEnd(countsFrom)));
            int end = Math.min(to, payments.firstAt(version.endOfEnds(time)));
            long weight = version.counts(time) ? oracle.weight(payments.amounts()[position]) : 0;
            for (int i = 0; i < trees.length; i++) {
                if (first < end && weight > 0) {
                    trees[i].add(first - from, end - from, sign * weight);
                }
                boolean own = position >= from && position < to && thresholds[i] == payments.thresholds()[position];
                if (!late && own) {
                    trees[i].add(position - from, position - from + 1, sign * MOST);
                }
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
