package io.fintrans.reconcile.oracle.network;

/** In which units of time one account has paid another: those of the newest 64 units of each pair. */
final class PairUnits {
    private static final int LEAST = 1024;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Source and target, plus one; 0 where there is none. */
    private long[] keys = new long[LEAST];

    private long[] newest = new long[LEAST];
    /** The lowest bit is the newest unit. */
    private long[] bits = new long[LEAST];

    private int size;

    /** In how many units from one to another the pair has paid. */
    int count(int source, int target, long from, long to) {
        int at = find(key(source, target));
        if (keys[at] == 0) {
            return 0;
        }
        int count = 0;
        for (long unit = from; unit <= to; unit++) {
            long back = newest[at] - unit;
            if (back >= 0 && back < Long.SIZE && (bits[at] >>> back & 1) != 0) {
                count++;
            }
        }
        return count;
    }

    /** @param oldest units before this one are asked for no more */
    void note(int source, int target, long unit, long oldest) {
        if ((size + 1) * 3L > keys.length * 2L) {
            build(oldest);
        }
        long key = key(source, target);
        int at = find(key);
        if (keys[at] == 0) {
            keys[at] = key;
            newest[at] = unit;
            bits[at] = 0;
            size++;
        }
        long on = unit - newest[at];
        if (on > 0) {
            bits[at] = on < Long.SIZE ? bits[at] << on : 0;
            newest[at] = unit;
        }
        long back = newest[at] - unit;
        bits[at] |= back < Long.SIZE ? 1L << back : 0;
    }

    private static long key(int source, int target) {
        return ((long) source << Integer.SIZE | target) + 1;
    }

    private int find(long key) {
        int at = (int) ((key * SPREAD) >>> Integer.SIZE) & (keys.length - 1);
        while (keys[at] != 0 && keys[at] != key) {
            at = at + 1 & (keys.length - 1);
        }
        return at;
    }

    /** Leaves out what is too old, and makes room. */
    private void build(long oldest) {
        long[] oldKeys = keys;
        long[] oldNewest = newest;
        long[] oldBits = bits;
        long left = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            left += oldKeys[i] != 0 && oldNewest[i] >= oldest ? 1 : 0;
        }
        int slots = LEAST;
        while (slots < 2 * left + 2) {
            slots *= 2;
        }
        keys = new long[slots];
        newest = new long[slots];
        bits = new long[slots];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0 && oldNewest[i] >= oldest) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                newest[at] = oldNewest[i];
                bits[at] = oldBits[i];
                size++;
            }
        }
    }
}
