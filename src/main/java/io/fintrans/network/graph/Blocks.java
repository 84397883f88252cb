package io.fintrans.network.graph;

import java.util.Arrays;

/**
 * Blocks of rows of four ints, in pages of a megabyte. A block has one of 31 sizes, each some half larger than the one before; what is given
 * back is used again. A block holds its columns one after the other, so that a walk over one column reads memory in a row.
 */
final class Blocks {
    /** No block. */
    static final int NONE = -1;

    static final int COLUMNS = 4;
    /** How many rows the largest block has. */
    static final int MOST_ROWS = 1 << 16;

    private static final int PAGE_BITS = 16;
    private static final int PAGE_ROWS = 1 << PAGE_BITS;
    private static final int[] ROWS = sizes();

    private int[][] pages = new int[16][];
    private int pagesMade;
    /** The first row that no block has had yet. */
    private int fresh;

    private final int[] free = new int[ROWS.length];

    Blocks() {
        Arrays.fill(free, NONE);
    }

    private static int[] sizes() {
        int[] sizes = new int[64];
        int count = 0;
        for (int rows = 2; rows <= MOST_ROWS; rows *= 2) {
            sizes[count++] = rows;
            if (rows + rows / 2 < MOST_ROWS) {
                sizes[count++] = rows + rows / 2;
            }
        }
        return Arrays.copyOf(sizes, count);
    }

    /** How many rows a block of a size has. */
    static int rows(int size) {
        return ROWS[size];
    }

    /** The smallest size with so many rows. */
    static int sizeOf(int rows) {
        int at = Arrays.binarySearch(ROWS, rows);
        return at < 0 ? -at - 1 : at;
    }

    int[] page(int block) {
        return pages[block >>> PAGE_BITS];
    }

    /** Where its first column begins in its page. */
    static int at(int block) {
        return (block & (PAGE_ROWS - 1)) * COLUMNS;
    }

    /** A block of a size, with whatever it held before. */
    int take(int size) {
        int block = free[size];
        if (block != NONE) {
            free[size] = page(block)[at(block)];
            return block;
        }
        int rows = ROWS[size];
        if ((fresh & (PAGE_ROWS - 1)) + rows > PAGE_ROWS) {
            giveBackRest();
        }
        if (fresh >>> PAGE_BITS == pagesMade) {
            addPage();
        }
        block = fresh;
        fresh += rows;
        return block;
    }

    void giveBack(int block, int size) {
        page(block)[at(block)] = free[size];
        free[size] = block;
    }

    /** Copies rows into the first ones of another block. */
    void copy(int from, int fromSize, int first, int count, int to, int toSize) {
        for (int column = 0; column < COLUMNS; column++) {
            System.arraycopy(
                    page(from),
                    at(from) + column * ROWS[fromSize] + first,
                    page(to),
                    at(to) + column * ROWS[toSize],
                    count);
        }
    }

    /** The memory that this takes, in bytes. */
    long bytes() {
        return pagesMade * (PAGE_ROWS * COLUMNS * 4L + 16) + pages.length * 8L;
    }

    /** What is left of a page becomes blocks that wait to be used. */
    private void giveBackRest() {
        int left = PAGE_ROWS - (fresh & (PAGE_ROWS - 1));
        for (int size = ROWS.length - 1; size >= 0; size--) {
            while (left >= ROWS[size]) {
                giveBack(fresh, size);
                fresh += ROWS[size];
                left -= ROWS[size];
            }
        }
        fresh += left;
    }

    private void addPage() {
        if (pagesMade == 1 << (31 - PAGE_BITS)) {
            throw new IllegalStateException("A graph cannot hold more payments than some billion. Shorten its window.");
        }
        if (pagesMade == pages.length) {
            pages = Arrays.copyOf(pages, pagesMade * 2);
        }
        pages[pagesMade++] = new int[PAGE_ROWS * COLUMNS];
    }
}
