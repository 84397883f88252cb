package io.fintrans.detector.state;

import static io.fintrans.packed.Varints.writeUnsigned;

import io.fintrans.transaction.AccountId;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The names of accounts that the journal record which is being packed has already. Each is written out once, and is a number after that.
 */
final class RecordNames {
    /** In the place of a number: a name comes here that the record did not have. The first such name is number 1. */
    static final int NEW = 0;

    /** With so many, a record had better be written; a payment brings two at most. */
    private static final int MANY = (1 << 15) - 2;

    private static final int NUMBER_BITS = 20;
    private static final int POSITION_BITS = 20;
    private static final int MASK_20 = (1 << 20) - 1;
    private static final int MASK_24 = (1 << 24) - 1;

    /** Open addressing, half empty: 24 bits of the name's hash, its number, where it is in the record. 0 for none: numbers begin at 1. */
    private long[] table = new long[1024];

    private int size;

    /** Packs an account. */
    void put(AccountId account, ByteBuffer entries) {
        int hash = (int) account.hash(AccountTable.HASH) & MASK_24;
        int at = hash & (table.length - 1);
        for (long entry = table[at]; entry != 0; entry = table[at]) {
            if (hash(entry) == hash && is(entry, account, entries)) {
                writeUnsigned(number(entry), entries);
                return;
            }
            at = (at + 1) & (table.length - 1);
        }
        entries.put((byte) NEW).put((byte) account.length());
        table[at] = entry(hash, ++size, entries.position());
        int begin = entries.arrayOffset();
        entries.position(account.copyTo(entries.array(), begin + entries.position()) - begin);
        if (size * 2 > table.length) {
            grow();
        }
    }

    boolean areMany() {
        return size >= MANY;
    }

    /** Begins another record. */
    void clear() {
        if (size > 0) {
            Arrays.fill(table, 0);
            size = 0;
        }
    }

    /** The memory that this takes, with what is there twice while it grows, in bytes. */
    long bytes() {
        return table.length * 12L;
    }

    private static boolean is(long entry, AccountId account, ByteBuffer entries) {
        int from = (int) entry & MASK_20;
        return entries.get(from - 1) == account.length() && account.isAt(entries.array(), entries.arrayOffset() + from);
    }

    private void grow() {
        long[] smaller = table;
        table = new long[smaller.length * 2];
        for (long entry : smaller) {
            if (entry != 0) {
                int at = hash(entry) & (table.length - 1);
                while (table[at] != 0) {
                    at = (at + 1) & (table.length - 1);
                }
                table[at] = entry;
            }
        }
    }

    private static long entry(int hash, int number, int position) {
        return ((long) hash << (NUMBER_BITS + POSITION_BITS)) | ((long) number << POSITION_BITS) | position;
    }

    private static int hash(long entry) {
        return (int) (entry >>> (NUMBER_BITS + POSITION_BITS));
    }

    private static int number(long entry) {
        return (int) (entry >>> POSITION_BITS) & MASK_20;
    }
}
