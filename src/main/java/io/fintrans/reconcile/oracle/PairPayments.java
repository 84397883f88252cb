package io.fintrans.reconcile.oracle;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The payments of one pair in order of time, for the versions of one rule.
 *
 * @param track the versions, which say what each payment weighs in which window
 * @param times in milliseconds since 1970, ascending
 * @param amounts in minor units
 * @param thresholds what the window that the payment ends must weigh more than; {@link #NO_WINDOW} where it ends none
 * @param seenBefore of a payment that came more than the allowed lateness after the newest of its partition, the time of
 *     that newest one; otherwise {@link Long#MIN_VALUE}
 * @param slots where the ledger has them, ascending among equal times
 */
@SuppressWarnings("ArrayRecordComponent") // Columns to compute on; never compared and never shared.
public record PairPayments(
        Track track, long[] times, long[] amounts, long[] thresholds, long[] seenBefore, int[] slots) {
    /** In place of a threshold: no version is in force then, or the payment does not count. */
    public static final long NO_WINDOW = 0;

    /** For so many payments, to be filled in. */
    public static PairPayments ofSize(Track track, int size) {
        return new PairPayments(track, new long[size], new long[size], new long[size], new long[size], new int[size]);
    }

    public int size() {
        return times.length;
    }

    /** Those of them in slots before this one. */
    public PairPayments before(int slot) {
        int[] kept = IntStream.range(0, size()).filter(i -> slots[i] < slot).toArray();
        if (kept.length == size()) {
            return this;
        }
        PairPayments before = ofSize(track, kept.length);
        for (int i = 0; i < kept.length; i++) {
            before.times[i] = times[kept[i]];
            before.amounts[i] = amounts[kept[i]];
            before.thresholds[i] = thresholds[kept[i]];
            before.seenBefore[i] = seenBefore[kept[i]];
            before.slots[i] = slots[kept[i]];
        }
        return before;
    }

    public boolean isLate(int i) {
        return seenBefore[i] != Long.MIN_VALUE;
    }

    /** Whether a window ends with the payment. */
    public boolean endsWindow(int i) {
        return thresholds[i] != NO_WINDOW;
    }

    /** What a payment weighs in the window that ends at a time, if it is in it. */
    public long weight(int i, long end) {
        return track.weight(amounts[i], end);
    }

    /** The position of the first payment that may be in the window which ends at a time. */
    public int firstIn(long end) {
        return firstAt(track.begin(end));
    }

    /** Whether a payment is in the window that ends at a time, and weighs anything there. */
    public boolean isIn(int i, long end) {
        return times[i] <= end && times[i] >= track.begin(end) && weight(i, end) > 0;
    }

    /** The position of the first payment at or after a time. */
    public int firstAt(long time) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The position of the payment of a time in a slot, or -1. */
    public int find(long time, int slot) {
        int low = firstAt(time);
        int high = firstAt(time + 1);
        int at = Arrays.binarySearch(slots, low, high, slot);
        return Math.max(at, -1);
    }

    /** Sorts positions by time; equal times stay in order. A bottom-up merge sort, as boxed comparators cost memory. */
    public static int[] sorted(long[] times) {
        int[] from = new int[times.length];
        for (int i = 0; i < from.length; i++) {
            from[i] = i;
        }
        int[] to = new int[from.length];
        for (long width = 1; width < from.length; width *= 2) {
            for (long low = 0; low < from.length; low += 2 * width) {
                int middle = (int) Math.min(low + width, from.length);
                int high = (int) Math.min(low + 2 * width, from.length);
                merge(times, from, to, (int) low, middle, high);
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(long[] times, int[] from, int[] to, int low, int middle, int high) {
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            boolean takeLeft = left < middle && (right >= high || times[from[left]] <= times[from[right]]);
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
