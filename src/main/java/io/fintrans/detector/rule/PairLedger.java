package io.fintrans.detector.rule;

import java.util.Arrays;

/**
 * One pair's payments in order of time, so that the total of any window is the difference of two running totals.
 *
 * <p>A payment that arrives in order is appended; one that arrives late is moved into its place, which costs as much as
 * there are newer ones. Payments with equal times stay in order of arrival. Running totals may wrap around; their
 * differences are right as long as the true difference fits a {@code long}, which the store sees to.
 */
public final class PairLedger {
    private static final int INITIAL_CAPACITY = 8;

    private long[] times = new long[INITIAL_CAPACITY];
    /** Sum of all amounts up to and including this one, from an arbitrary start. */
    private long[] running = new long[INITIAL_CAPACITY];
    /** The threshold that holds for a window that ends with this payment. */
    private long[] limits = new long[INITIAL_CAPACITY];
    /** What the caller knows the payment by. */
    private long[] references = new long[INITIAL_CAPACITY];

    private int from;
    private int to;

    /**
     * Adds a payment.
     *
     * @param time milliseconds since 1970
     * @param amount minor units
     * @param limit the threshold in minor units for a window that ends with this payment
     * @param reference what the caller knows the payment by, unique in this ledger
     */
    public void add(long time, long amount, long limit, long reference) {
        makeRoom();
        int at = to++;
        while (at > from && times[at - 1] > time) {
            times[at] = times[at - 1];
            running[at] = running[at - 1] + amount;
            limits[at] = limits[at - 1];
            references[at] = references[at - 1];
            at--;
        }
        times[at] = time;
        running[at] = before(at) + amount;
        limits[at] = limit;
        references[at] = reference;
    }

    /** Forgets the oldest payment if it is this one, otherwise takes this one out from behind it. */
    public void remove(long reference) {
        int at = from;
        while (at < to && references[at] != reference) {
            at++;
        }
        if (at == to) {
            return;
        }
        if (at > from) {
            long amount = running[at] - running[at - 1];
            for (int i = at; i > from; i--) {
                times[i] = times[i - 1];
                running[i] = running[i - 1] + amount;
                limits[i] = limits[i - 1];
                references[i] = references[i - 1];
            }
            running[from] = before(from) + amount;
        }
        from++;
    }

    /** Forgets everything. */
    public void clear() {
        from = 0;
        to = 0;
    }

    /** How many payments there are. */
    public int size() {
        return to - from;
    }

    /** The position of the first payment later than {@code time}; {@link #size()} if there is none. */
    int firstAfter(long time) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - from;
    }

    /** The sum of the amounts at positions {@code first} to {@code end - 1}. */
    long total(int first, int end) {
        return end == first ? 0 : running[from + end - 1] - before(from + first);
    }

    /** Milliseconds since 1970. */
    public long time(int position) {
        return times[from + position];
    }

    long limit(int position) {
        return limits[from + position];
    }

    /** What the caller knows the payment by. */
    public long reference(int position) {
        return references[from + position];
    }

    /** The memory that this takes, in bytes. */
    public long bytes() {
        return 4L * (16 + 8L * times.length) + 40;
    }

    /** The running total before an index; where nothing is before, the start that the first payment implies. */
    private long before(int index) {
        return index == 0 ? 0 : running[index - 1];
    }

    private void makeRoom() {
        if (to < times.length) {
            return;
        }
        int size = to - from;
        int capacity = size * 2 > times.length ? times.length * 2 : times.length;
        // One payment before the first is kept, because its running total is where the first one's begins.
        int keep = Math.min(from, 1);
        times = move(times, keep, capacity);
        running = move(running, keep, capacity);
        limits = move(limits, keep, capacity);
        references = move(references, keep, capacity);
        from = keep;
        to = keep + size;
    }

    private long[] move(long[] array, int keep, int capacity) {
        if (capacity > array.length) {
            return Arrays.copyOf(Arrays.copyOfRange(array, from - keep, to), capacity);
        }
        System.arraycopy(array, from - keep, array, 0, to - from + keep);
        return array;
    }
}
