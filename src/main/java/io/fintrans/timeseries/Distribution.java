package io.fintrans.timeseries;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How amounts are distributed: how many fell into each of fixed bins that grow with the amounts.
 *
 * <p>Every amount below 64 minor units has a bin of its own; above, each power of two is cut into 32 bins of equal width, as in an
 * HdrHistogram with five bits of precision. So a bin is at most 1/32 of its amounts wide, all bins of all distributions are the same, and
 * distributions can be added. Only bins that hold something take memory.
 */
public final class Distribution {
    private static final int BITS = 5;
    private static final int HALF = 1 << BITS;

    private int size;
    private int[] bins;
    private long[] counts;

    /** An empty one. */
    public Distribution() {
        this(new int[0], new long[0]);
    }

    /**
     * Takes over what was counted before.
     *
     * @param bins numbers of bins, from zero, ascending
     * @param counts how many amounts are in each, more than zero
     * @throws IllegalArgumentException if they are not so
     */
    public Distribution(int[] bins, long[] counts) {
        this.bins = bins.clone();
        this.counts = counts.clone();
        this.size = bins.length;
        if (counts.length != size) {
            throw new IllegalArgumentException(size + " bins but " + counts.length + " counts");
        }
        for (int i = 0; i < size; i++) {
            if (counts[i] < 1 || bins[i] > binOf(Long.MAX_VALUE) || bins[i] <= (i == 0 ? -1 : bins[i - 1])) {
                throw new IllegalArgumentException("bins must ascend, and hold something");
            }
        }
    }

    /** The number of the bin of an amount, which must not be negative. */
    public static int binOf(long amount) {
        if (amount < 2 * HALF) {
            return (int) amount;
        }
        int shift = Long.SIZE - 1 - BITS - Long.numberOfLeadingZeros(amount);
        return (shift << BITS) + (int) (amount >>> shift);
    }

    /** The largest amount that falls into a bin. */
    public static long largestOf(int bin) {
        if (bin < 2 * HALF) {
            return bin;
        }
        int shift = (bin >>> BITS) - 1;
        return ((long) ((bin & (HALF - 1)) + HALF + 1) << shift) - 1;
    }

    /** Counts an amount. */
    public void add(long amount) {
        add(binOf(amount), 1);
    }

    /** Counts all that another one has counted. */
    public void addAll(Distribution other) {
        for (int i = 0; i < other.size; i++) {
            add(other.bins[i], other.counts[i]);
        }
    }

    private void add(int bin, long count) {
        int at = Arrays.binarySearch(bins, 0, size, bin);
        if (at >= 0) {
            counts[at] += count;
            return;
        }
        at = -at - 1;
        if (size == bins.length) {
            bins = Arrays.copyOf(bins, size * 3 / 2 + 4);
            counts = Arrays.copyOf(counts, bins.length);
        }
        System.arraycopy(bins, at, bins, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        bins[at] = bin;
        counts[at] = count;
        size++;
    }

    /** How many amounts were counted. */
    public long count() {
        long count = 0;
        for (int i = 0; i < size; i++) {
            count += counts[i];
        }
        return count;
    }

    /**
     * The largest amount of the bin in which the quantile lies: at most 1/32 more than the quantile itself.
     *
     * @param permille 500 for the median, 990 for the 99th percentile; 1 to 1000
     * @return zero if nothing was counted
     */
    public long quantile(int permille) {
        long count = count();
        long rank = count / 1000 * permille + (count % 1000 * permille + 999) / 1000;
        for (int i = 0; i < size; i++) {
            rank -= counts[i];
            if (rank <= 0) {
                return largestOf(bins[i]);
            }
        }
        return 0;
    }

    /** How many bins hold something. */
    public int size() {
        return size;
    }

    /** The number of one of the bins that hold something, in ascending order, from 0 to {@link #size}. */
    public int bin(int i) {
        return bins[i];
    }

    /** How many amounts are in it. */
    public long count(int i) {
        return counts[i];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Distribution that
                && Arrays.equals(bins, 0, size, that.bins, 0, that.size)
                && Arrays.equals(counts, 0, size, that.counts, 0, that.size);
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * (31 * hash + bins[i]) + Long.hashCode(counts[i]);
        }
        return hash;
    }
}
