package io.fintrans.accounts;

import com.dynatrace.hash4j.hashing.Hasher64;
import io.fintrans.transaction.AccountId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of accounts' names, with two numbers beside each: a link for whoever chains them, and how many hold it.
 *
 * <p>A chunk has 256 slots for names of one length, so that a name takes its bytes and eight more. It begins with how many slots are
 * used, the first free one (they are chained through their links), and the chunks of that length before and after it that have free
 * slots too. A chunk in which no slot is used is given back if there is another one with room.
 */
final class AccountSlots {
    /** No slot; their numbers begin later. */
    static final int NONE = 0;

    private static final int SLOT_BITS = 8;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int MAX_CHUNKS = 1 << (31 - SLOT_BITS);

    private static final int USED = 0;
    private static final int FREE = 4;
    private static final int BEFORE = 8;
    private static final int AFTER = 12;
    private static final int FIRST_SLOT = 16;

    private static final int LINK = 0;
    private static final int HOLDERS = 4;
    private static final int NAME = 8;
    /** In place of a free slot. */
    private static final int FULL = -1;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final byte[] GONE = new byte[0];

    private byte[][] chunks = new byte[16][];
    /** The first chunk is none, so that no slot has the number 0. */
    private int chunksMade = 1;
    /** Numbers of chunks that were given back. */
    private int[] unused = new int[16];

    private int unusedSize;
    /** By length: the first chunk that has a free slot, or 0. */
    private final int[] withRoom = new int[AccountId.MAX_LENGTH + 1];

    private long bytes;

    AccountSlots() {
        chunks[0] = GONE;
    }

    /** Keeps a name that nobody holds yet; returns the number of its slot. */
    int keep(AccountId account) {
        int length = account.length();
        int number = withRoom[length];
        if (number == 0) {
            number = makeChunk(length);
            addToThoseWithRoom(number);
        }
        byte[] chunk = chunks[number];
        int slot = get(chunk, FREE);
        int at = at(slot, length);
        set(chunk, FREE, get(chunk, at + LINK));
        set(chunk, USED, get(chunk, USED) + 1);
        if (get(chunk, FREE) == FULL) {
            takeFromThoseWithRoom(number);
        }
        set(chunk, at + LINK, NONE);
        set(chunk, at + HOLDERS, 0);
        account.copyTo(chunk, at + NAME);
        return (number << SLOT_BITS) | slot;
    }

    /** Forgets a name. */
    void forget(int slot) {
        int number = slot >>> SLOT_BITS;
        byte[] chunk = chunks[number];
        boolean wasFull = get(chunk, FREE) == FULL;
        set(chunk, at(slot) + LINK, get(chunk, FREE));
        set(chunk, FREE, slot & (SLOTS - 1));
        set(chunk, USED, get(chunk, USED) - 1);
        if (wasFull) {
            addToThoseWithRoom(number);
        } else if (get(chunk, USED) == 0 && (get(chunk, BEFORE) != 0 || get(chunk, AFTER) != 0)) {
            giveBack(number);
        }
    }

    int link(int slot) {
        return get(chunks[slot >>> SLOT_BITS], at(slot) + LINK);
    }

    void setLink(int slot, int link) {
        set(chunks[slot >>> SLOT_BITS], at(slot) + LINK, link);
    }

    /** Notes that so many more hold the name; returns how many do then. */
    int addHolders(int slot, int more) {
        byte[] chunk = chunks[slot >>> SLOT_BITS];
        int at = at(slot) + HOLDERS;
        int holders = get(chunk, at) + more;
        set(chunk, at, holders);
        return holders;
    }

    boolean has(int slot, AccountId account) {
        byte[] chunk = chunks[slot >>> SLOT_BITS];
        return length(chunk) == account.length() && account.isAt(chunk, at(slot) + NAME);
    }

    long hash(int slot, Hasher64 hasher) {
        byte[] chunk = chunks[slot >>> SLOT_BITS];
        return hasher.hashBytesToLong(chunk, at(slot) + NAME, length(chunk));
    }

    /** Copies a name to {@code target} at {@code to}; returns the position behind it. */
    int copyTo(int slot, byte[] target, int to) {
        byte[] chunk = chunks[slot >>> SLOT_BITS];
        int length = length(chunk);
        System.arraycopy(chunk, at(slot) + NAME, target, to, length);
        return to + length;
    }

    AccountId name(int slot) {
        byte[] chunk = chunks[slot >>> SLOT_BITS];
        int from = at(slot) + NAME;
        int length = length(chunk);
        return AccountId.view(Arrays.copyOfRange(chunk, from, from + length), 0, length);
    }

    /** The memory that this takes, with the list of chunks while it grows, in bytes. */
    long bytes() {
        return bytes + chunks.length * 12L + unused.length * 6L;
    }

    private int makeChunk(int length) {
        int number = unusedSize > 0 ? unused[--unusedSize] : chunksMade++;
        if (number == MAX_CHUNKS) {
            throw new IllegalStateException("One task cannot hold the names of so many accounts."
                    + " Give the city topics more partitions, or shorten the window.");
        }
        if (number == chunks.length) {
            chunks = Arrays.copyOf(chunks, number * 2);
        }
        byte[] chunk = new byte[FIRST_SLOT + SLOTS * (NAME + length)];
        chunks[number] = chunk;
        bytes += chunk.length + 16;
        for (int slot = 0; slot < SLOTS; slot++) {
            set(chunk, at(slot, length) + LINK, slot + 1 < SLOTS ? slot + 1 : FULL);
        }
        return number;
    }

    private void giveBack(int number) {
        takeFromThoseWithRoom(number);
        bytes -= chunks[number].length + 16;
        chunks[number] = GONE;
        if (unusedSize == unused.length) {
            unused = Arrays.copyOf(unused, unusedSize * 2);
        }
        unused[unusedSize++] = number;
    }

    private void addToThoseWithRoom(int number) {
        int length = length(chunks[number]);
        int first = withRoom[length];
        set(chunks[number], BEFORE, 0);
        set(chunks[number], AFTER, first);
        if (first != 0) {
            set(chunks[first], BEFORE, number);
        }
        withRoom[length] = number;
    }

    private void takeFromThoseWithRoom(int number) {
        int before = get(chunks[number], BEFORE);
        int after = get(chunks[number], AFTER);
        if (before == 0) {
            withRoom[length(chunks[number])] = after;
        } else {
            set(chunks[before], AFTER, after);
        }
        if (after != 0) {
            set(chunks[after], BEFORE, before);
        }
    }

    private int at(int slot) {
        return at(slot & (SLOTS - 1), length(chunks[slot >>> SLOT_BITS]));
    }

    private static int at(int slotOfChunk, int length) {
        return FIRST_SLOT + slotOfChunk * (NAME + length);
    }

    /** The length of a chunk's names. */
    private static int length(byte[] chunk) {
        return ((chunk.length - FIRST_SLOT) >>> SLOT_BITS) - NAME;
    }

    private static int get(byte[] chunk, int at) {
        return (int) INT.get(chunk, at);
    }

    private static void set(byte[] chunk, int at, int value) {
        INT.set(chunk, at, value);
    }
}
