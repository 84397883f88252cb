package io.fintrans.detector.state;

import io.fintrans.accounts.AccountTable;
import io.fintrans.alert.Subject;
import io.fintrans.transaction.AccountId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pairs that have a payment in the window: found by the hash of their two accounts, kept in rows that never move.
 *
 * <p>A row takes four longs in a chunk of a few thousand rows: the second half of the hash, the numbers of the two accounts, the sum of
 * the pair's payments in the window, and 48 bits for the sequence number of its newest payment, 14 for how many payments it has, one for
 * "has names", one for "has a ledger". A pair that comes from an old journal has no names yet, and the first half of the hash in the place
 * of its accounts. Rows that become free are used again.
 *
 * <p>A {@link PairIndex} leads from hash to row. What it keeps of the first half and the second half in the row tell pairs apart by 104
 * bits.
 */
final class PairTable {
    /** No row. */
    static final int NONE = -1;

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_ROWS = 1 << CHUNK_BITS;
    private static final long CHUNK_BYTES = CHUNK_ROWS * 32L + 16;
    /** Where the sequence number begins in a row's last long; below it are the count and the bits. */
    private static final int SEQUENCE = 16;

    private static final int COUNT = 2;
    private static final long COUNT_MASK = 0xFFFC;
    private static final long HAS_NAMES = 2;
    private static final long HAS_LEDGER = 1;
    private static final int MAX_ROWS = Integer.MAX_VALUE - CHUNK_ROWS;

    private final PairIndex index = new PairIndex();
    private final AccountTable accounts = new AccountTable();
    private final PairKeys keys = new PairKeys();
    private long[][] chunks = new long[16][];
    private int rowsMade;
    /** First of the free rows, which are chained through their sum. */
    private int free = NONE;

    private int rows;
    private int[] guesses = new int[0];
    /** What was loaded. Nobody reads it, but without it a compiler may find the loading needless. */
    @SuppressWarnings("UnusedVariable")
    private long loaded;

    /** The row of the pair with this hash, or {@link #NONE}. */
    int find(long high, long low) {
        return index.find(high, low, this);
    }

    /**
     * Loads what {@link #find} needs for several pairs. The processor waits for memory only where it cannot go on, so loops in which no step needs
     * the one before have it fetched for many pairs at once.
     */
    void load(PairKey[] keys, int count) {
        if (guesses.length < count) {
            guesses = new int[count];
        }
        for (int i = 0; i < count; i++) {
            guesses[i] = index.guess(keys[i].high());
        }
        for (int i = 0; i < count; i++) {
            loaded ^= guesses[i] == NONE ? 0 : low(guesses[i]);
        }
    }

    /** Makes a row, with a sum of zero, no payment and no names, for a pair that has none. */
    int insert(long high, long low) {
        int row = takeRow();
        long[] chunk = chunks[row >>> CHUNK_BITS];
        int field = field(row);
        chunk[field] = low;
        chunk[field + 1] = high;
        chunk[field + 2] = 0;
        chunk[field + 3] = ArrivalRing.NONE << SEQUENCE;
        index.add(high, row);
        rows++;
        return row;
    }

    /** Notes the names of a pair; whether they were not known before. */
    boolean name(int row, AccountId source, AccountId target) {
        if (is(row, HAS_NAMES)) {
            return false;
        }
        long[] chunk = chunks[row >>> CHUNK_BITS];
        int field = field(row);
        chunk[field + 1] = ((long) accounts.hold(source) << 32) | accounts.hold(target);
        chunk[field + 3] |= HAS_NAMES;
        return true;
    }

    /** Frees a row. */
    void remove(int row) {
        index.remove(high(row), row);
        if (is(row, HAS_NAMES)) {
            accounts.release(source(row));
            accounts.release(target(row));
        }
        long[] chunk = chunks[row >>> CHUNK_BITS];
        int field = field(row);
        chunk[field + 2] = free;
        chunk[field + 3] = 0;
        free = row;
        rows--;
    }

    /** Adds the pair's newest payment. */
    void update(int row, long amount, long sequence) {
        long[] chunk = chunks[row >>> CHUNK_BITS];
        int field = field(row);
        chunk[field + 2] += amount;
        long before = chunk[field + 3] & ~(-1L << SEQUENCE);
        boolean counted = (before & COUNT_MASK) == COUNT_MASK;
        chunk[field + 3] = (sequence << SEQUENCE) | (counted ? before : before + (1 << COUNT));
    }

    /** Takes out a payment of the pair that is not its newest. */
    void takeOut(int row, long amount) {
        long[] chunk = chunks[row >>> CHUNK_BITS];
        int field = field(row);
        chunk[field + 2] -= amount;
        if ((chunk[field + 3] & COUNT_MASK) != COUNT_MASK) {
            chunk[field + 3] -= 1 << COUNT;
        }
    }

    /** How many payments the pair has; from 16383 on it is that, for as long as the row is there. */
    int payments(int row) {
        return (int) (chunks[row >>> CHUNK_BITS][field(row) + 3] & COUNT_MASK) >> COUNT;
    }

    /** The sum of the pair's payments in the window, in minor units. */
    long sum(int row) {
        return chunks[row >>> CHUNK_BITS][field(row) + 2];
    }

    /** Sequence number of the pair's newest payment, or {@link ArrivalRing#NONE}. */
    long newest(int row) {
        return chunks[row >>> CHUNK_BITS][field(row) + 3] >> SEQUENCE;
    }

    boolean hasLedger(int row) {
        return is(row, HAS_LEDGER);
    }

    void setHasLedger(int row) {
        chunks[row >>> CHUNK_BITS][field(row) + 3] |= HAS_LEDGER;
    }

    /** The names of the pair; null if they are not known. */
    Subject.@Nullable Pair names(int row) {
        return is(row, HAS_NAMES) ? new Subject.Pair(accounts.name(source(row)), accounts.name(target(row))) : null;
    }

    /** Rows are numbers below this; some may be free. */
    int rows() {
        return rowsMade;
    }

    /** The first row from that one on whose pair has a payment, or {@link #NONE}. */
    int next(int from) {
        for (int row = from; row < rowsMade; row++) {
            if (payments(row) > 0) {
                return row;
            }
        }
        return NONE;
    }

    /** First half of the pair's hash. */
    long high(int row) {
        return is(row, HAS_NAMES)
                ? keys.high(accounts, source(row), target(row))
                : chunks[row >>> CHUNK_BITS][field(row) + 1];
    }

    /** Second half of the pair's hash. */
    long low(int row) {
        return chunks[row >>> CHUNK_BITS][field(row)];
    }

    /** How many pairs there are. */
    int size() {
        return rows;
    }

    /** How many accounts there are whose names are known. */
    int accounts() {
        return accounts.size();
    }

    /** The memory that one more chunk of rows takes, in bytes. */
    static long chunkBytes() {
        return CHUNK_BYTES;
    }

    /** The memory that rows, index and names take, with what is there twice while they grow, in bytes. */
    long bytes() {
        return (long) ((rowsMade + CHUNK_ROWS - 1) >>> CHUNK_BITS) * CHUNK_BYTES
                + chunks.length * 8L
                + index.bytes()
                + accounts.bytes();
    }

    private int takeRow() {
        if (free != NONE) {
            int row = free;
            free = (int) sum(row);
            return row;
        }
        if (rowsMade == MAX_ROWS) {
            throw new IllegalStateException("One task cannot hold more than " + MAX_ROWS + " pairs."
                    + " Give the city topics more partitions, or shorten the window.");
        }
        if ((rowsMade & (CHUNK_ROWS - 1)) == 0) {
            int number = rowsMade >>> CHUNK_BITS;
            if (number == chunks.length) {
                chunks = Arrays.copyOf(chunks, chunks.length * 2);
            }
            chunks[number] = new long[CHUNK_ROWS * 4];
        }
        return rowsMade++;
    }

    private boolean is(int row, long bit) {
        return (chunks[row >>> CHUNK_BITS][field(row) + 3] & bit) != 0;
    }

    /** The number of the account that pays. */
    private int source(int row) {
        return (int) (chunks[row >>> CHUNK_BITS][field(row) + 1] >>> 32);
    }

    /** The number of the account that is paid. */
    private int target(int row) {
        return (int) chunks[row >>> CHUNK_BITS][field(row) + 1];
    }

    private static int field(int row) {
        return (row & (CHUNK_ROWS - 1)) << 2;
    }
}
