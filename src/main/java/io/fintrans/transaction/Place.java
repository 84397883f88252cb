package io.fintrans.transaction;

/** Where a payment stands in its partition, as one number that grows in the order of reading: the record's offset and the place in it. */
public final class Place {
    /** No offset comes so far. */
    public static final long MAX_OFFSET = 1L << 48;

    /** Before the first place. */
    public static final long NONE = -1;

    private static final int INDEX_BITS = Integer.numberOfTrailingZeros(Payments.MOST);

    private Place() {}

    /** @param offset less than 2^48 */
    public static long of(long offset, int index) {
        return offset << INDEX_BITS | index;
    }

    /** The offset; -1 of {@link #NONE}. */
    public static long offset(long place) {
        return place >> INDEX_BITS;
    }

    /** The place in the record, from 0. */
    public static int index(long place) {
        return place == NONE ? 0 : (int) place & (Payments.MOST - 1);
    }
}
