package io.fintrans.packed;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.fintrans.transaction.AccountId;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Gives each account of a record a number, first in the order in which they come, and at last in the order that the record has. */
final class AccountNumbers {
    /** Bytes of a name that are compared at once; the number of the account stands behind them. */
    private static final int AT_ONCE = 5;

    private static final int NUMBER_BITS = 24;
    private static final int NUMBER_MASK = (1 << NUMBER_BITS) - 1;
    /** Of a hash table: fuller than this it grows. */
    private static final int SLOTS_A_NAME = 2;

    private static final Hasher64 HASH = Hashing.xxh3_64();

    private byte[] names = new byte[1024];
    /** Where the names of numbers end. */
    private int[] ends = new int[64];
    /** The slots that names are in. */
    private int[] slots = new int[64];
    /** Number and 1; 0 is empty. */
    private int[] table = new int[128];
    /** How many names have a length. */
    private final int[] ofLength = new int[AccountId.MAX_LENGTH + 1];

    private int count;
    private int lengths;
    private long[] keys = new long[64];
    private int[] placed = new int[64];

    /** How many accounts there are. */
    int size() {
        return count;
    }

    /** How many bytes their names have. */
    int bytes() {
        return start(count);
    }

    /** How many different lengths they have. */
    int lengths() {
        return lengths;
    }

    /** The memory that this takes, in bytes. */
    long capacity() {
        return names.length + 4L * (ends.length + slots.length + table.length + placed.length) + 8L * keys.length;
    }

    void clear() {
        for (int i = 0; i < count; i++) {
            table[slots[i]] = 0;
        }
        Arrays.fill(ofLength, 0);
        count = 0;
        lengths = 0;
    }

    /** The number of an account, which is given one if it is new. */
    int numberOf(AccountId account) {
        int from = start(count);
        int length = account.length();
        if (names.length < from + AccountId.MAX_LENGTH) {
            names = Arrays.copyOf(names, names.length * 2);
        }
        account.copyTo(names, from);
        int slot = slotOf(from, length);
        while (table[slot] != 0) {
            int number = table[slot] - 1;
            if (isNamed(number, from, length)) {
                return number;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        add(slot, from + length, length);
        return count - 1;
    }

    private void add(int slot, int end, int length) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
            slots = Arrays.copyOf(slots, count * 2);
        }
        table[slot] = count + 1;
        slots[count] = slot;
        ends[count] = end;
        count++;
        if (ofLength[length]++ == 0) {
            lengths++;
        }
        if (count * SLOTS_A_NAME > table.length) {
            spread();
        }
    }

    private void spread() {
        table = new int[table.length * 2];
        for (int i = 0; i < count; i++) {
            int slot = slotOf(start(i), ends[i] - start(i));
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = i + 1;
            slots[i] = slot;
        }
    }

    private int slotOf(int from, int length) {
        return (int) HASH.hashBytesToLong(names, from, length) & (table.length - 1);
    }

    private boolean isNamed(int number, int from, int length) {
        return Arrays.equals(names, start(number), ends[number], names, from, from + length);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /** Writes the lengths, and how many accounts have each. */
    void writeLengths(Column out) {
        out.putUnsigned(lengths);
        for (int length = 1; length < ofLength.length; length++) {
            if (ofLength[length] > 0) {
                out.putUnsigned(length);
                out.putUnsigned(ofLength[length]);
            }
        }
    }

    /**
     * Writes the names in the order of the record.
     *
     * @return what number the account of each number has in the record; it is used again for the next one
     */
    int[] writeNames(ByteBuffer out) {
        sort();
        for (int place = 0; place < count; place++) {
            int number = (int) keys[place] & NUMBER_MASK;
            placed[number] = place;
            out.put(names, start(number), ends[number] - start(number));
        }
        return placed;
    }

    private void sort() {
        if (keys.length < count) {
            keys = new long[ends.length];
            placed = new int[ends.length];
        }
        int[] next = new int[ofLength.length];
        for (int length = 1; length < ofLength.length; length++) {
            next[length] = next[length - 1] + ofLength[length - 1];
        }
        for (int number = 0; number < count; number++) {
            keys[next[ends[number] - start(number)]++] = number;
        }
        for (int length = 1; length < ofLength.length; length++) {
            sort(next[length] - ofLength[length], next[length], length, 0);
        }
    }

    /** Sorts names of one length that agree up to {@code depth}: by the next bytes, and where these agree, by those behind them. */
    private void sort(int from, int to, int length, int depth) {
        if (to - from < 2) {
            return;
        }
        for (int i = from; i < to; i++) {
            keys[i] = key((int) keys[i] & NUMBER_MASK, depth);
        }
        Arrays.sort(keys, from, to);
        if (depth + AT_ONCE >= length) {
            return;
        }
        int first = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || keys[i] >>> NUMBER_BITS != keys[first] >>> NUMBER_BITS) {
                sort(first, i, length, depth + AT_ONCE);
                first = i;
            }
        }
    }

    /** The next bytes of a name, with its number behind them. Names are ASCII, so none is negative. */
    private long key(int number, int depth) {
        long key = 0;
        int at = start(number) + depth;
        for (int i = at; i < at + AT_ONCE; i++) {
            key = key << 8 | (i < ends[number] ? names[i] : 0);
        }
        return key << NUMBER_BITS | number;
    }
}
