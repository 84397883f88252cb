package io.fintrans.backtest;

import java.util.Arrays;

/**
 * The ids of the newest rows of a file, as hashes of 64 bits: at least those of the last {@link #KNOWN} rows, in 16 MB at most. In a file in
 * order of time, a payment that is listed twice has its two rows close to each other.
 */
final class RecentIds {
    /** So many of the newest are known for sure. */
    static final int KNOWN = 1 << 18;

    private static final int SLOTS = KNOWN * 4;
    private static final int MASK = SLOTS - 1;
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private long[] older = new long[0];
    private long[] newer = new long[0];
    private int size;

    /** Whether one of the newest rows has this id; from now on, one has. */
    boolean isAgain(String id) {
        if (newer.length == 0) {
            newer = new long[SLOTS];
        }
        long hash = hash(id);
        boolean again = has(newer, hash) || (older.length > 0 && has(older, hash));
        if (newer[slot(newer, hash)] != hash) {
            add(hash);
        }
        return again;
    }

    private void add(long hash) {
        if (size == KNOWN) {
            long[] free = older.length == 0 ? new long[SLOTS] : older;
            Arrays.fill(free, 0);
            older = newer;
            newer = free;
            size = 0;
        }
        newer[slot(newer, hash)] = hash;
        size++;
    }

    private static boolean has(long[] table, long hash) {
        return table[slot(table, hash)] == hash;
    }

    /** Where it is, or would be; a quarter of all slots is taken at most. */
    private static int slot(long[] table, long hash) {
        int slot = (int) (hash >>> 40) & MASK;
        while (table[slot] != 0 && table[slot] != hash) {
            slot = (slot + 1) & MASK;
        }
        return slot;
    }

    /** Never 0, which is a free slot. */
    private static long hash(String id) {
        long hash = id.length();
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * PRIME;
            hash ^= hash >>> 32;
        }
        return hash == 0 ? 1 : hash;
    }
}
