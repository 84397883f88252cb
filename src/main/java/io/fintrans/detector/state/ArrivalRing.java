package io.fintrans.detector.state;

import io.fintrans.transaction.Payments;
import io.fintrans.transaction.Place;
import org.jspecify.annotations.Nullable;

/**
 * The payments of the window in order of arrival: appended at one end, popped at the other.
 *
 * <p>Each payment has a sequence number, counted up from zero and never used again, and takes four longs in a chunk of a few
 * thousand payments: its time, its amount (50 bits; 13 bits are its place in the record), its coordinates (16 bits name the origin
 * partition, 48 bits are the offset), and its pair (32 bits are the pair's row, 32 bits how many arrivals back the pair's payment before this one is, 0 if there is
 * none). So all payments of a pair are a chain, newest first, and growing never copies a payment.
 */
final class ArrivalRing {
    /** No sequence number. */
    static final long NONE = -1;

    static final int MAX_ORIGINS = 1 << 16;

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_PAYMENTS = 1 << CHUNK_BITS;
    private static final int CHUNK_LONGS = CHUNK_PAYMENTS * 4;
    private static final long CHUNK_BYTES = CHUNK_LONGS * 8L + 16;
    private static final int INDEX_BITS = Integer.numberOfTrailingZeros(Payments.MOST);
    private static final long OFFSET_MASK = (1L << 48) - 1;
    private static final long LOW_32 = 0xFFFF_FFFFL;

    private static final long[] GONE = new long[0];

    /** A ring of chunks: chunk number {@code n} is at {@code n & (length - 1)}. */
    private long[][] chunks = new long[16][];

    private long @Nullable [] spare;
    private long head;
    private long tail;

    /**
     * Appends a payment.
     *
     * @param amount minor units, at most {@link io.fintrans.transaction.Money#MAX_MINOR_UNITS}
     * @param place as of {@link Place}
     * @param previous sequence number of the pair's payment before this one, or {@link #NONE}
     * @return its sequence number
     */
    long append(long time, long amount, int origin, long place, int row, long previous) {
        if ((tail & (CHUNK_PAYMENTS - 1)) == 0) {
            addChunk();
        }
        long[] chunk = chunk(tail);
        int at = at(tail);
        chunk[at] = time;
        chunk[at + 1] = amount << INDEX_BITS | Place.index(place);
        chunk[at + 2] = ((long) origin << 48) | (Place.offset(place) & OFFSET_MASK);
        chunk[at + 3] = ((long) row << 32) | (previous == NONE ? 0 : tail - previous);
        return tail++;
    }

    /** Forgets the oldest payment. There must be one. */
    void pop() {
        head++;
        if ((head & (CHUNK_PAYMENTS - 1)) == 0) {
            int slot = slot(head - 1);
            spare = chunks[slot];
            chunks[slot] = GONE;
        }
    }

    /** Gives back what is held for the next chunk. */
    void trim() {
        spare = null;
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** Sequence number of the oldest payment. */
    long head() {
        return head;
    }

    /** How many payments there are. */
    long size() {
        return tail - head;
    }

    /** Milliseconds since 1970. */
    long time(long sequence) {
        return chunk(sequence)[at(sequence)];
    }

    /** Minor units. */
    long amount(long sequence) {
        return chunk(sequence)[at(sequence) + 1] >>> INDEX_BITS;
    }

    int origin(long sequence) {
        return (int) (chunk(sequence)[at(sequence) + 2] >>> 48);
    }

    long place(long sequence) {
        long[] chunk = chunk(sequence);
        int at = at(sequence);
        return Place.of(chunk[at + 2] & OFFSET_MASK, (int) chunk[at + 1] & (Payments.MOST - 1));
    }

    int row(long sequence) {
        return (int) (chunk(sequence)[at(sequence) + 3] >>> 32);
    }

    /** Sequence number of the pair's payment before this one, or {@link #NONE} if there is none or it was popped. */
    long previous(long sequence) {
        long back = chunk(sequence)[at(sequence) + 3] & LOW_32;
        return back == 0 || sequence - back < head ? NONE : sequence - back;
    }

    /** Whether this very payment is in the chain that begins with its newest one. */
    boolean chainHolds(long newest, long time, long amount, int origin, long place) {
        for (long at = newest; at != NONE; at = previous(at)) {
            if (origin(at) == origin && place(at) == place && time(at) == time && amount(at) == amount) {
                return true;
            }
        }
        return false;
    }

    /** The memory that one more chunk takes, in bytes. */
    static long chunkBytes() {
        return CHUNK_BYTES;
    }

    /** The memory that all chunks take, and the list of them while it grows, in bytes. */
    long bytes() {
        long used = ((tail + CHUNK_PAYMENTS - 1) >>> CHUNK_BITS) - (head >>> CHUNK_BITS);
        return (used + (spare == null ? 0 : 1)) * CHUNK_BYTES + chunks.length * 8L;
    }

    private void addChunk() {
        long number = tail >>> CHUNK_BITS;
        if (number - (head >>> CHUNK_BITS) >= chunks.length) {
            grow();
        }
        chunks[slot(tail)] = spare == null ? new long[CHUNK_LONGS] : spare;
        spare = null;
    }

    private void grow() {
        long[][] larger = new long[chunks.length * 2][];
        for (long number = head >>> CHUNK_BITS; number < tail >>> CHUNK_BITS; number++) {
            larger[(int) (number & (larger.length - 1))] = chunks[(int) (number & (chunks.length - 1))];
        }
        chunks = larger;
    }

    private long[] chunk(long sequence) {
        return chunks[slot(sequence)];
    }

    private int slot(long sequence) {
        return (int) (sequence >>> CHUNK_BITS) & (chunks.length - 1);
    }

    private static int at(long sequence) {
        return ((int) sequence & (CHUNK_PAYMENTS - 1)) << 2;
    }
}
