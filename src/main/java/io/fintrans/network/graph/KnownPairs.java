package io.fintrans.network.graph;

import java.util.Arrays;

/**
 * On which of the last 32 units of time one account paid another: a bit a unit. An open table in a thousand parts, each of which grows by itself and
 * by a quarter, so that no growth is felt and little is empty: some 15 bytes a pair.
 */
final class KnownPairs {
    private static final int PART_BITS = 10;
    private static final int PARTS = 1 << PART_BITS;
    private static final int LEAST_SLOTS = 4;

    private final Part[] parts = new Part[PARTS];

    /** What is done with each pair. */
    interface Visitor {
        void pair(int source, int target);
    }

    KnownPairs() {
        Arrays.setAll(parts, any -> new Part());
    }

    /** The bit of a unit. */
    static int bit(long unit) {
        return 1 << unit;
    }

    /** Notes that a pair paid; returns the bits of the units on which it did, without what is noted now. */
    int note(int source, int target, int bits) {
        long key = ((long) source << Integer.SIZE) | target;
        long hash = hash(key);
        return parts[(int) (hash >>> (Long.SIZE - PART_BITS))].note(key, (int) hash, bits);
    }

    /** Forgets units, and pairs that paid on no other. */
    void forget(int bits) {
        for (Part part : parts) {
            part.forget(bits);
        }
    }

    /** Visits all pairs that paid on a unit. */
    void visit(int bit, Visitor visitor) {
        for (Part part : parts) {
            part.visit(bit, visitor);
        }
    }

    /** How many pairs there are. */
    long size() {
        long size = 0;
        for (Part part : parts) {
            size += part.size;
        }
        return size;
    }

    /** The memory that this takes, in bytes. */
    long bytes() {
        long bytes = 0;
        for (Part part : parts) {
            bytes += part.keys.length * 12L + 64;
        }
        return bytes;
    }

    private static long hash(long key) {
        long mixed = (key ^ (key >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }

    private static final class Part {
        /** Source and target; 0 where there is nothing, since no account has the number 0. */
        private long[] keys = new long[LEAST_SLOTS];

        private int[] units = new int[LEAST_SLOTS];
        private int size;

        int note(long key, int hash, int bits) {
            int slot = slot(key, hash);
            if (keys[slot] == 0) {
                if ((size + 1) * 8L > keys.length * 7L) {
                    build(keys.length + keys.length / 4 + 1);
                    slot = slot(key, hash);
                }
                keys[slot] = key;
                size++;
            }
            int before = units[slot];
            units[slot] = before | bits;
            return before;
        }

        private int slot(long key, int hash) {
            int slot = (int) (((hash & 0xFFFF_FFFFL) * keys.length) >>> Integer.SIZE);
            while (keys[slot] != 0 && keys[slot] != key) {
                slot = slot + 1 < keys.length ? slot + 1 : 0;
            }
            return slot;
        }

        void forget(int bits) {
            int left = 0;
            for (int slot = 0; slot < keys.length; slot++) {
                units[slot] &= ~bits;
                left += units[slot] == 0 ? 0 : 1;
            }
            if (left < size) {
                build(Math.max(LEAST_SLOTS, left + left / 4 + 1));
            }
        }

        /** Puts what has a bit into a table of so many slots. */
        private void build(int slots) {
            long[] oldKeys = keys;
            int[] oldUnits = units;
            keys = new long[slots];
            units = new int[slots];
            size = 0;
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldUnits[i] != 0) {
                    int slot = slot(oldKeys[i], (int) hash(oldKeys[i]));
                    keys[slot] = oldKeys[i];
                    units[slot] = oldUnits[i];
                    size++;
                }
            }
        }

        void visit(int bit, Visitor visitor) {
            for (int slot = 0; slot < keys.length; slot++) {
                if ((units[slot] & bit) != 0) {
                    visitor.pair((int) (keys[slot] >> Integer.SIZE), (int) keys[slot]);
                }
            }
        }
    }
}
