package io.fintrans.reconcile;

/**
 * The payments of one pair in order of time.
 *
 * @param times in milliseconds since 1970, ascending
 * @param amounts in minor units
 * @param thresholds what the total of the window that the payment ends must pass, in minor units
 * @param seenBefore of a payment that came more than the allowed lateness after the newest of its partition, the time of
 *     that newest one; otherwise {@link Long#MIN_VALUE}
 */
@SuppressWarnings("ArrayRecordComponent") // Columns to compute on; never compared and never shared.
record PairPayments(long[] times, long[] amounts, long[] thresholds, long[] seenBefore) {
    int size() {
        return times.length;
    }

    /** Sorts positions by time; equal times stay in order. A bottom-up merge sort, as boxed comparators cost memory. */
    static int[] sorted(long[] times) {
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
