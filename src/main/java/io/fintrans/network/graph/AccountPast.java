package io.fintrans.network.graph;

import io.fintrans.network.graph.PaymentGraph.Direction;
import java.util.Arrays;

/**
 * What is remembered of each account: the first and the last unit of time on which it paid or was paid, and its norm, which is how many payments of new
 * pairs it has on its busiest unit, in both directions, fading by a thirty-second a unit.
 *
 * <p>The newest units are open: payments for them may come late, or somebody may look at a payment for which they are not over. What is noted of them
 * stands beside. A unit that is not open any more is folded into the rest. Units are folded in their order, so it does not matter in which order
 * payments came.
 */
final class AccountPast {
    /** In place of a unit: there is none. */
    static final long NONE = Integer.MIN_VALUE;

    /** A count is no larger. */
    static final int MOST = 255;

    private static final int CHUNK_BITS = 10;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIRST = 0;
    private static final int LAST = 1;
    /** Sixteenths of payments: out above, in below. */
    private static final int NORMS = 2;
    /** On which of the open units the account was seen. */
    private static final int SEEN = 3;
    /** Two bytes an open unit: out above, in below. */
    private static final int COUNTS = 4;

    private static final int NORM_BITS = 16;
    private static final int NORM_MASK = (1 << NORM_BITS) - 1;

    private final int open;
    private final int remembered;
    private final int fields;
    private int[][] chunks = new int[16][];
    private int chunksMade;
    /** The newest unit that is folded. */
    private long folded = NONE;

    /** What is done with each account. */
    interface Visitor {
        void account(int account);
    }

    /** @param open how many units are open */
    AccountPast(int open, int remembered) {
        this.open = open;
        this.remembered = remembered;
        this.fields = COUNTS + (open + 1) / 2;
    }

    /** Makes room for an account of that number. */
    void take(int account) {
        int chunk = account >>> CHUNK_BITS;
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length * 2));
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new int[CHUNK * fields];
            chunksMade++;
            for (int i = 0; i < CHUNK; i++) {
                clear(chunks[chunk], i * fields);
            }
        }
    }

    long folded() {
        return folded;
    }

    /** Begins with a unit that counts as folded. */
    void beginAfter(long unit) {
        folded = unit;
    }

    /** Notes a payment on an open unit. */
    void see(int account, long unit, Direction direction, boolean counts) {
        int[] chunk = chunks[account >>> CHUNK_BITS];
        int at = (account & (CHUNK - 1)) * fields;
        int slot = slot(unit);
        chunk[at + SEEN] |= 1 << slot;
        if (counts && count(chunk, at, unit, direction) < MOST) {
            chunk[at + COUNTS + slot / 2] += 1 << shift(unit, direction);
        }
    }

    /** Folds the oldest open unit, and opens one; visits accounts that are forgotten with it. */
    void fold(Visitor forgotten) {
        long unit = ++folded;
        for (int number = 0; number < chunks.length; number++) {
            int[] chunk = chunks[number];
            for (int i = 0; chunk != null && i < CHUNK; i++) {
                if (fold(chunk, i * fields, unit)) {
                    forgotten.account((number << CHUNK_BITS) | i);
                }
            }
        }
    }

    private boolean fold(int[] chunk, int at, long unit) {
        boolean seen = ((chunk[at + SEEN] >>> slot(unit)) & 1) != 0;
        if (!seen && chunk[at + FIRST] == NONE) {
            return false;
        }
        int out = norm(chunk, at, Direction.OUT, unit - 1, unit);
        int in = norm(chunk, at, Direction.IN, unit - 1, unit);
        chunk[at + NORMS] = (out << NORM_BITS) | in;
        chunk[at + SEEN] &= ~(1 << slot(unit));
        chunk[at + COUNTS + slot(unit) / 2] &= ~(0xFFFF << shift(unit, Direction.IN));
        if (seen) {
            boolean anew = chunk[at + FIRST] == NONE || unit - 1 - chunk[at + LAST] >= remembered;
            chunk[at + FIRST] = anew ? (int) unit : chunk[at + FIRST];
            chunk[at + LAST] = (int) unit;
        } else if (unit - chunk[at + LAST] >= remembered) {
            chunk[at + FIRST] = (int) NONE;
            return chunk[at + SEEN] == 0;
        }
        return false;
    }

    /** Goes on to a unit after a long time without payments: all open units were folded, and all that accounts usually do has faded. */
    void skipTo(long unit) {
        folded = unit;
        for (int[] chunk : chunks) {
            for (int at = 0; chunk != null && at < chunk.length; at += fields) {
                chunk[at + NORMS] = 0;
            }
        }
    }

    /** Whether anything is known of an account. */
    boolean remembers(int account) {
        int[] chunk = chunks[account >>> CHUNK_BITS];
        int at = (account & (CHUNK - 1)) * fields;
        return chunk[at + FIRST] != NONE || chunk[at + SEEN] != 0;
    }

    /** In sixteenths of payments, by units up to that one, which is folded or open. */
    int norm(int account, Direction direction, long until) {
        return norm(chunks[account >>> CHUNK_BITS], (account & (CHUNK - 1)) * fields, direction, folded, until);
    }

    private int norm(int[] chunk, int at, Direction direction, long from, long until) {
        int norm = direction == Direction.OUT ? chunk[at + NORMS] >>> NORM_BITS : chunk[at + NORMS] & NORM_MASK;
        for (long unit = from + 1; unit <= until; unit++) {
            norm = Math.max(norm * 31 / 32, 16 * count(chunk, at, unit, direction));
        }
        return norm;
    }

    /** The last unit up to that one on which an account was seen, or {@link #NONE}. */
    long last(int account, long until) {
        int[] chunk = chunks[account >>> CHUNK_BITS];
        int at = (account & (CHUNK - 1)) * fields;
        for (long unit = until; unit > folded; unit--) {
            if (((chunk[at + SEEN] >>> slot(unit)) & 1) != 0) {
                return unit;
            }
        }
        return chunk[at + FIRST] == NONE || until - chunk[at + LAST] >= remembered ? NONE : chunk[at + LAST];
    }

    /** The first unit up to that one on which an account was seen since it was forgotten last, or {@link #NONE}. */
    long first(int account, long until) {
        int[] chunk = chunks[account >>> CHUNK_BITS];
        int at = (account & (CHUNK - 1)) * fields;
        for (long unit = folded + 1; unit <= until; unit++) {
            if (((chunk[at + SEEN] >>> slot(unit)) & 1) != 0) {
                boolean anew = chunk[at + FIRST] == NONE || unit - 1 - chunk[at + LAST] >= remembered;
                return anew ? unit : chunk[at + FIRST];
            }
        }
        return chunk[at + FIRST];
    }

    /** Visits the accounts that were seen on a folded unit, and on none that was folded after it. */
    void visit(long unit, Visitor visitor) {
        for (int number = 0; number < chunks.length; number++) {
            int[] chunk = chunks[number];
            for (int i = 0; chunk != null && i < CHUNK; i++) {
                if (chunk[i * fields + FIRST] != NONE && chunk[i * fields + LAST] == unit) {
                    visitor.account((number << CHUNK_BITS) | i);
                }
            }
        }
    }

    /** Takes over what was known of an account; norms are those after the newest unit that is folded. */
    void learn(int account, long first, long last, int out, int in) {
        int[] chunk = chunks[account >>> CHUNK_BITS];
        int at = (account & (CHUNK - 1)) * fields;
        chunk[at + FIRST] = (int) first;
        chunk[at + LAST] = (int) last;
        chunk[at + NORMS] = (out << NORM_BITS) | in;
    }

    /** The memory that this takes, in bytes. */
    long bytes() {
        return chunksMade * (CHUNK * (long) fields * Integer.BYTES + 16) + chunks.length * 8L;
    }

    private int count(int[] chunk, int at, long unit, Direction direction) {
        return (chunk[at + COUNTS + slot(unit) / 2] >>> shift(unit, direction)) & MOST;
    }

    private int shift(long unit, Direction direction) {
        return slot(unit) % 2 * 16 + (direction == Direction.OUT ? 8 : 0);
    }

    private int slot(long unit) {
        return Math.floorMod(unit, open);
    }

    private void clear(int[] chunk, int at) {
        Arrays.fill(chunk, at, at + fields, 0);
        chunk[at + FIRST] = (int) NONE;
        chunk[at + LAST] = (int) NONE;
    }
}
