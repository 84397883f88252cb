package io.fintrans.packed;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.fintrans.transaction.AccountId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The accounts of a record's payments. They are taken down as they come, and given numbers many at a time: looked up one by one between
 * payments, each would wait for memory several times; looked up in a row, they wait together.
 *
 * <p>Numbers are first in the order in which accounts come, and at last in the order that the record has.
 */
final class AccountNumbers {
    /** So many accounts are given numbers in a row. */
    private static final int IN_A_ROW = 2048;
    /** Bytes of a name that are compared at once; the number of the account stands behind them. */
    private static final int AT_ONCE = 5;

    private static final int NUMBER_BITS = 24;
    private static final int NUMBER_MASK = (1 << NUMBER_BITS) - 1;
    /** Of a hash table: fuller than this it grows. */
    private static final int SLOTS_A_NAME = 2;

    /** Nobody outside knows it, so nobody can choose names that all come to one place. */
    private static final Hasher64 HASH = Hashing.xxh3_64(new SplittableRandom().nextLong());

    private byte[] waiting = new byte[1024];
    private int[] waitingEnds = new int[64];
    private int[] waitingHashes = new int[64];
    private int waits;

    /** The numbers of the accounts, in the order in which they came. */
    private int[] numbers = new int[128];

    private int numbered;

    private byte[] names = new byte[1024];
    /** Where the names of numbers end. */
    private int[] ends = new int[64];
    /** The slots that names are in. */
    private int[] slots = new int[64];
    /** Hash, and below it the number and 1; 0 is empty. */
    private long[] table = new long[128];
    /** How many names have a length. */
    private final int[] ofLength = new int[AccountId.MAX_LENGTH + 1];

    private int count;
    private long[] keys = new long[64];
    private int[] placed = new int[64];

    /** How many accounts there are, counting those twice that wait and had come before. */
    int size() {
        return count + waits;
    }

    /** How many bytes the names of these have. */
    int bytes() {
        return start(count) + waitingStart(waits);
    }

    /** How many different lengths they can have. */
    int lengths() {
        return Math.min(size(), AccountId.MAX_LENGTH);
    }

    /** The memory that this takes, in bytes. */
    long capacity() {
        return waiting.length
                + names.length
                + 4L * (waitingEnds.length + waitingHashes.length + numbers.length)
                + 4L * (ends.length + slots.length + placed.length)
                + 8L * (keys.length + table.length);
    }

    void clear() {
        for (int i = 0; i < count; i++) {
            table[slots[i]] = 0;
        }
        Arrays.fill(ofLength, 0);
        count = 0;
        waits = 0;
        numbered = 0;
    }

    /** Takes an account down. */
    void add(AccountId account) {
        if (waits == IN_A_ROW) {
            settle();
        }
        int start = waitingStart(waits);
        if (waiting.length < start + account.length()) {
            waiting = Arrays.copyOf(waiting, waiting.length * 2);
        }
        if (waits == waitingEnds.length) {
            waitingEnds = Arrays.copyOf(waitingEnds, waits * 2);
            waitingHashes = Arrays.copyOf(waitingHashes, waits * 2);
        }
        waitingHashes[waits] = (int) account.hash(HASH);
        waitingEnds[waits] = account.copyTo(waiting, start);
        waits++;
    }

    /** Gives numbers to those that wait; {@link #size} and {@link #bytes} are exact then. */
    void settle() {
        if (numbers.length < numbered + waits) {
            numbers = Arrays.copyOf(numbers, Math.max(numbered + waits, numbers.length * 2));
        }
        for (int i = 0; i < waits; i++) {
            numbers[numbered + i] = numberOf(waitingHashes[i], waitingStart(i), waitingEnds[i]);
        }
        numbered += waits;
        waits = 0;
    }

    private int waitingStart(int place) {
        return place == 0 ? 0 : waitingEnds[place - 1];
    }

    /** The number of an account, which is given one if it is new. */
    private int numberOf(int hash, int from, int to) {
        int mask = table.length - 1;
        int slot = hash & mask;
        for (long entry = table[slot]; entry != 0; entry = table[slot]) {
            int number = (int) entry - 1;
            if ((int) (entry >>> Integer.SIZE) == hash && isNamed(number, from, to)) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        add(hash, slot, from, to);
        return count - 1;
    }

    private boolean isNamed(int number, int from, int to) {
        return Arrays.equals(names, start(number), ends[number], waiting, from, to);
    }

    private void add(int hash, int slot, int from, int to) {
        int start = start(count);
        int length = to - from;
        if (names.length < start + length) {
            names = Arrays.copyOf(names, Math.max(start + length, names.length * 2));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
            slots = Arrays.copyOf(slots, count * 2);
        }
        System.arraycopy(waiting, from, names, start, length);
        ends[count] = start + length;
        ofLength[length]++;
        slots[count] = slot;
        count++;
        table[slot] = ((long) hash << Integer.SIZE) | count;
        if (count * SLOTS_A_NAME > table.length) {
            spread();
        }
    }

    private void spread() {
        long[] smaller = table;
        table = new long[smaller.length * 2];
        int mask = table.length - 1;
        for (long entry : smaller) {
            if (entry != 0) {
                int slot = (int) (entry >>> Integer.SIZE) & mask;
                while (table[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                table[slot] = entry;
                slots[(int) entry - 1] = slot;
            }
        }
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /** Writes the lengths, and how many accounts have each. */
    void writeLengths(Column out) {
        int lengths = 0;
        for (int accounts : ofLength) {
            lengths += accounts > 0 ? 1 : 0;
        }
        out.putUnsigned(lengths);
        for (int length = 1; length < ofLength.length; length++) {
            if (ofLength[length] > 0) {
                out.putUnsigned(length);
                out.putUnsigned(ofLength[length]);
            }
        }
    }

    /** Writes the names in the order of the record. */
    void writeNames(ByteBuffer out) {
        sort();
        for (int place = 0; place < count; place++) {
            int number = (int) keys[place] & NUMBER_MASK;
            placed[number] = place;
            out.put(names, start(number), ends[number] - start(number));
        }
    }

    /**
     * Writes the number that each account has in the record, once the names are written: of every second one of those that came.
     *
     * @param first 0 or 1
     * @param width bytes of each number
     */
    void writeNumbers(ByteBuffer out, int first, int width) {
        for (int i = first; i < numbered; i += 2) {
            Numbers.write(placed[numbers[i]], width, out);
        }
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
