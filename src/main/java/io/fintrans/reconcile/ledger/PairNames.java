package io.fintrans.reconcile.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.transaction.AccountId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers the pairs of source and target from 0, in order of first sight. The names are kept whole, so that two pairs can
 * never be taken for one another, in blocks of bytes and without an object for each pair: some 30 bytes for a short name.
 */
public final class PairNames {
    private static final int BLOCK_BITS = 20;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private final byte[] scratch = new byte[2 * AccountId.MAX_LENGTH + 1];
    private final List<byte[]> blocks = new ArrayList<>();
    private int used = BLOCK;
    private int size;
    private long[] positions = new long[1024];
    private int[] hashes = new int[1024];
    /** Open addressing; a number plus one, or 0. */
    private int[] table = new int[4096];

    public int size() {
        return size;
    }

    /** The pair's number; a new one at its first sight. */
    int intern(AccountId source, AccountId target) {
        int length = write(source, target);
        int hash = hash(length);
        int at = probe(hash, length);
        if (table[at] == 0) {
            append(hash, length);
            table[at] = size;
            if (size * 2L > table.length) {
                grow();
            }
            return size - 1;
        }
        return table[at] - 1;
    }

    /** The pair's number, or -1 when it was never seen. */
    public int find(AccountId source, AccountId target) {
        int length = write(source, target);
        return table[probe(hash(length), length)] - 1;
    }

    /** For example {@code 516 -> 482}. */
    public String name(int pair) {
        byte[] block = blocks.get((int) (positions[pair] >>> BLOCK_BITS));
        int at = (int) positions[pair] & (BLOCK - 1);
        return new String(block, at + 1, block[at] & 0xff, US_ASCII).replace(" ", " -> ");
    }

    public AccountId source(int pair) {
        byte[] block = block(pair);
        int from = begin(pair);
        return AccountId.view(block, from, space(block, from) - from);
    }

    public AccountId target(int pair) {
        byte[] block = block(pair);
        int from = begin(pair);
        int end = from + (block[from - 1] & 0xff);
        int target = space(block, from) + 1;
        return AccountId.view(block, target, end - target);
    }

    private byte[] block(int pair) {
        return blocks.get((int) (positions[pair] >>> BLOCK_BITS));
    }

    /** Where the name begins in its block, behind its length. */
    private int begin(int pair) {
        return ((int) positions[pair] & (BLOCK - 1)) + 1;
    }

    private static int space(byte[] block, int from) {
        int at = from;
        while (block[at] != ' ') {
            at++;
        }
        return at;
    }

    private int write(AccountId source, AccountId target) {
        int at = source.copyTo(scratch, 0);
        scratch[at++] = ' ';
        return target.copyTo(scratch, at);
    }

    /** FNV-1a with a last mix, because the table uses the low bits. */
    private int hash(int length) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ scratch[i]) * 0x01000193;
        }
        hash ^= hash >>> 15;
        hash *= 0x2c1b3c6d;
        return hash ^ (hash >>> 13);
    }

    /** Where the name in {@link #scratch} is in the table, or would be. */
    private int probe(int hash, int length) {
        int mask = table.length - 1;
        int at = hash & mask;
        while (table[at] != 0 && !same(table[at] - 1, hash, length)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private boolean same(int pair, int hash, int length) {
        if (hashes[pair] != hash) {
            return false;
        }
        byte[] block = blocks.get((int) (positions[pair] >>> BLOCK_BITS));
        int at = (int) positions[pair] & (BLOCK - 1);
        return (block[at] & 0xff) == length && Arrays.equals(block, at + 1, at + 1 + length, scratch, 0, length);
    }

    private void append(int hash, int length) {
        if (used + length + 1 > BLOCK) {
            blocks.add(new byte[BLOCK]);
            used = 0;
        }
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        byte[] block = blocks.get(blocks.size() - 1);
        positions[size] = ((long) (blocks.size() - 1) << BLOCK_BITS) | used;
        hashes[size] = hash;
        block[used] = (byte) length;
        System.arraycopy(scratch, 0, block, used + 1, length);
        used += length + 1;
        size++;
    }

    private void grow() {
        table = new int[table.length * 2];
        int mask = table.length - 1;
        for (int pair = 0; pair < size; pair++) {
            int at = hashes[pair] & mask;
            while (table[at] != 0) {
                at = (at + 1) & mask;
            }
            table[at] = pair + 1;
        }
    }
}
