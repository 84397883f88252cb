package io.fintrans.detector.state;

/**
 * Leads from the hash of a pair to its row in a {@link PairTable}.
 *
 * <p>It is 256 pages, chosen by the first byte of the hash; each is an open-addressed table of longs with linear probing that grows by
 * itself, so that no growth copies more than a 256th. An entry holds the last 32 bits of the hash's first half above the row's number plus
 * one, so that a lookup hardly ever touches another pair's row, and growth and deletion none at all. Deletion shifts the entries
 * behind back into the gap (Knuth, The Art of Computer Programming 3, 6.4, Algorithm R): no tombstones.
 */
final class PairIndex {
    private static final int PAGES = 256;
    private static final int INITIAL_ENTRIES = 16;

    private final long[][] pages = new long[PAGES][];
    private final int[] pageRows = new int[PAGES];
    private long bytes = PAGES * (INITIAL_ENTRIES * 8L + 16);
    private int largestPage = INITIAL_ENTRIES;

    PairIndex() {
        for (int page = 0; page < PAGES; page++) {
            pages[page] = new long[INITIAL_ENTRIES];
        }
    }

    /** The row of the pair with this hash, whose second half stands in the row, or {@link PairTable#NONE}. */
    int find(long high, long low, PairTable rows) {
        long[] page = pages[pageOf(high)];
        int mask = page.length - 1;
        int hash = (int) high;
        int at = hash & mask;
        for (long entry = page[at]; entry != 0; entry = page[at]) {
            if (hash(entry) == hash && rows.low(row(entry)) == low) {
                return row(entry);
            }
            at = (at + 1) & mask;
        }
        return PairTable.NONE;
    }

    /** The row in which a search for the pair would look first, or {@link PairTable#NONE}. */
    int guess(long high) {
        long[] page = pages[pageOf(high)];
        return row(page[(int) high & (page.length - 1)]);
    }

    /** Takes in a pair that is not there. */
    void add(long high, int row) {
        int number = pageOf(high);
        if ((pageRows[number] + 1) * 3 > pages[number].length * 2) {
            growPage(number);
        }
        link(pages[number], entry(high, row));
        pageRows[number]++;
    }

    /** Forgets a pair that is there. */
    void remove(long high, int row) {
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
    }

    /** The memory that this takes, with what is there twice while it grows, in bytes. */
    long bytes() {
        return bytes + largestPage * 8L;
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
        bytes += (larger.length - old.length) * 8L;
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
}
