package io.fintrans.detector.state;

import java.util.Arrays;

/**
 * The pairs that have a payment in the window: found by the 128-bit hash of their two accounts, kept in rows that never move.
 *
 * <p>A row takes four longs in a chunk of a few thousand rows: the two halves of the hash, the sum of the pair's payments in the
 * window, and 48 bits for the sequence number of its newest payment, 15 for how many payments it has, one for "has a ledger". Rows that
 * become free are used again.
 *
 * <p>The index that leads from hash to row is 256 pages, chosen by the first byte of the hash; each is an open-addressed table of
 * longs with linear probing that grows by itself, so that no growth copies more than a 256th. An entry holds 32 bits of the hash
 * above the row's number plus one, so that a lookup hardly ever touches another pair's row, and growth and deletion none at all.
 * Deletion shifts the entries behind back into the gap (Knuth, The Art of Computer Programming 3, 6.4, Algorithm R): no tombstones.
 */
final class PairTable {
    /** No row. */
    static final int NONE = -1;

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_ROWS = 1 << CHUNK_BITS;
    private static final long CHUNK_BYTES = CHUNK_ROWS * 32L + 16;
    private static final int PAGES = 256;
    private static final int INITIAL_ENTRIES = 16;
    /** Where the sequence number begins in a row's last long; below it are the count and the bit. */
    private static final int SEQUENCE = 16;

    private static final long COUNT_MASK = 0xFFFE;
    private static final long ONE = 2;
    private static final int MAX_ROWS = Integer.MAX_VALUE - CHUNK_ROWS;

    private final long[][] pages = new long[PAGES][];
    private final int[] pageRows = new int[PAGES];

    private long[][] chunks = new long[16][];
    private int rowsMade;
    /** First of the free rows, which are chained through their sum. */
    private int free = NONE;

    private int rows;
    private long indexBytes;
    private int largestPage = INITIAL_ENTRIES;

    PairTable() {
        for (int page = 0; page < PAGES; page++) {
            pages[page] = new long[INITIAL_ENTRIES];
        }
        indexBytes = PAGES * (INITIAL_ENTRIES * 8L + 16);
    }

    /** The row of the pair with this hash, or {@link #NONE}. */
    int find(long high, long low) {
        long[] page = pages[pageOf(high)];
        int mask = page.length - 1;
        int hash = (int) high;
        int at = hash & mask;
        for (long entry = page[at]; entry != 0; entry = page[at]) {
            if (hash(entry) == hash) {
                int row = row(entry);
                long[] chunk = chunks[row >>> CHUNK_BITS];
                int field = field(row);
                if (chunk[field] == high && chunk[field + 1] == low) {
                    return row;
                }
            }
            at = (at + 1) & mask;
        }
        return NONE;
    }

    /** Makes a row, with a sum of zero and no payment, for a pair that has none. */
    int insert(long high, long low) {
        int number = pageOf(high);
        if ((pageRows[number] + 1) * 3 > pages[number].length * 2) {
            growPage(number);
        }
        int row = takeRow();
        long[] chunk = chunks[row >>> CHUNK_BITS];
        int field = field(row);
        chunk[field] = high;
        chunk[field + 1] = low;
        chunk[field + 2] = 0;
        chunk[field + 3] = ArrivalRing.NONE << SEQUENCE;
        link(pages[number], entry(high, row));
        pageRows[number]++;
        rows++;
        return row;
    }

    /** Frees a row. */
    void remove(int row) {
        long high = high(row);
        int number = pageOf(high);
        long[] page = pages[number];
        int mask = page.length - 1;
        int gap = (int) high & mask;
        while (row(page[gap]) != row) {
            gap = (gap + 1) & mask;
        }
        for (int at = (gap + 1) & mask; page[at] != 0; at = (at + 1) & mask) {
            int home = hash(page[at]) & mask;
            if (((at - home) & mask) >= ((at - gap) & mask)) {
                page[gap] = page[at];
                gap = at;
            }
        }
        page[gap] = 0;
        pageRows[number]--;
        rows--;
        chunks[row >>> CHUNK_BITS][field(row) + 2] = free;
        free = row;
    }

    /** Adds the pair's newest payment. */
    void update(int row, long amount, long sequence) {
        long[] chunk = chunks[row >>> CHUNK_BITS];
        int field = field(row);
        chunk[field + 2] += amount;
        long before = chunk[field + 3] & ~(-1L << SEQUENCE);
        chunk[field + 3] = (sequence << SEQUENCE) | ((before & COUNT_MASK) == COUNT_MASK ? before : before + ONE);
    }

    /** Takes out a payment of the pair that is not its newest. */
    void takeOut(int row, long amount) {
        long[] chunk = chunks[row >>> CHUNK_BITS];
        int field = field(row);
        chunk[field + 2] -= amount;
        if ((chunk[field + 3] & COUNT_MASK) != COUNT_MASK) {
            chunk[field + 3] -= ONE;
        }
    }

    /** How many payments the pair has; from 32767 on it is that, for as long as the row is there. */
    int payments(int row) {
        return (int) (chunks[row >>> CHUNK_BITS][field(row) + 3] & COUNT_MASK) >> 1;
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
        return (chunks[row >>> CHUNK_BITS][field(row) + 3] & 1) == 1;
    }

    void setHasLedger(int row) {
        chunks[row >>> CHUNK_BITS][field(row) + 3] |= 1;
    }

    /** First half of the pair's hash. */
    long high(int row) {
        return chunks[row >>> CHUNK_BITS][field(row)];
    }

    /** Second half of the pair's hash. */
    long low(int row) {
        return chunks[row >>> CHUNK_BITS][field(row) + 1];
    }

    /** How many pairs there are. */
    int size() {
        return rows;
    }

    /** The memory that one more chunk of rows takes, in bytes. */
    static long chunkBytes() {
        return CHUNK_BYTES;
    }

    /** The memory that rows and index take, with what is there twice while they grow, in bytes. */
    long bytes() {
        return (long) ((rowsMade + CHUNK_ROWS - 1) >>> CHUNK_BITS) * CHUNK_BYTES
                + indexBytes
                + largestPage * 8L
                + chunks.length * 8L;
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

    private void growPage(int number) {
        long[] old = pages[number];
        long[] larger = new long[old.length * 2];
        for (long entry : old) {
            if (entry != 0) {
                link(larger, entry);
            }
        }
        pages[number] = larger;
        indexBytes += (larger.length - old.length) * 8L;
        largestPage = Math.max(largestPage, larger.length);
    }

    private static void link(long[] page, long entry) {
        int mask = page.length - 1;
        int at = hash(entry) & mask;
        while (page[at] != 0) {
            at = (at + 1) & mask;
        }
        page[at] = entry;
    }

    private static long entry(long high, int row) {
        return (high << 32) | (row + 1);
    }

    private static int hash(long entry) {
        return (int) (entry >>> 32);
    }

    private static int row(long entry) {
        return (int) entry - 1;
    }

    private static int pageOf(long high) {
        return (int) (high >>> 56);
    }

    private static int field(int row) {
        return (row & (CHUNK_ROWS - 1)) << 2;
    }
}
