package io.fintrans.network.graph;

import io.fintrans.network.graph.PaymentGraph.Direction;
import java.util.Arrays;

/**
 * The two lists of each account: what it pays, and what it is paid. A payment is in both, as four ints: the account on the other side, the
 * time, the amount, and its number. Lists are in canonical order, whatever the order in which payments come.
 *
 * <p>A list drops what nobody may look at any more: what is older than {@link GraphSettings#keptMillis}, and of a hub what is behind as many
 * settled payments as make a hub, since lists of hubs are not walked.
 */
final class AccountLists {
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;
    /** Ints of an account: block, and size, of both directions. */
    private static final int FIELDS = 4;

    private static final int SIZE_BITS = 20;
    private static final int SIZE_MASK = (1 << SIZE_BITS) - 1;
    /** Times are kept as milliseconds from a base, which moves up before they could overflow. */
    private static final long FARTHEST = 1L << 30;

    private final int hubPayments;
    private final long keptMillis;
    private final long settledMillis;
    private final Blocks blocks = new Blocks();
    private int[][] chunks = new int[16][];
    private int chunksMade;
    /** Above all numbers of accounts. */
    private int numbers;

    private long base;
    private long newest = Long.MIN_VALUE;
    private long overrun;
    /** Lists that came to be as long as a hub's, each as {@link #key}; some more than once, and some are shorter by now. */
    private int[] large = new int[16];

    private int largeSize;
    /** The list that is being changed. */
    private final PaymentList changed;

    AccountLists(GraphSettings settings, PaymentList changed) {
        this.hubPayments = settings.hubPayments();
        this.keptMillis = settings.keptMillis();
        this.settledMillis = settings.settledMillis();
        this.changed = changed;
    }

    /** What is done with a list. */
    interface Visitor {
        void list(int account, Direction direction);
    }

    /** Makes room for an account of that number. */
    void take(int account) {
        int chunk = account >>> CHUNK_BITS;
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length * 2));
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new int[CHUNK * FIELDS];
            Arrays.fill(chunks[chunk], Blocks.NONE);
            chunksMade++;
        }
        numbers = Math.max(numbers, account + 1);
    }

    /** Numbers of accounts are below this. */
    int numbers() {
        return numbers;
    }

    /** The time of the newest payment; the smallest number if there is none. */
    long newest() {
        return newest;
    }

    /** In milliseconds since 1970, of a time as it is kept. */
    long time(int kept) {
        return base + kept;
    }

    long overrun() {
        return overrun;
    }

    /** The memory that this takes, in bytes. */
    long bytes() {
        return blocks.bytes() + chunksMade * (CHUNK * FIELDS * 4L + 16) + chunks.length * 4L + large.length * 4L;
    }

    /** Whether an account has a payment. */
    boolean has(int account) {
        int[] chunk = chunks[account >>> CHUNK_BITS];
        return chunk != null && (chunk[field(account)] != Blocks.NONE || chunk[field(account) + 2] != Blocks.NONE);
    }

    /** Points a view at a whole list. */
    void open(PaymentList list, int account, Direction direction) {
        int[] chunk = chunks[account >>> CHUNK_BITS];
        int field = field(account) + direction.field();
        int block = chunk[field];
        if (block == Blocks.NONE) {
            list.close();
            return;
        }
        int meta = chunk[field + 1];
        list.open(blocks.page(block), Blocks.at(block), Blocks.rows(meta >>> SIZE_BITS), meta & SIZE_MASK);
    }

    /** Lets time go on, to that of a payment which comes; whether {@link #rebase} is due. */
    boolean advance(long time) {
        if (newest == Long.MIN_VALUE) {
            base = time;
        }
        newest = Math.max(newest, time);
        return newest - base > FARTHEST;
    }

    /** Counts times from the newest one on. Nothing may be kept that is too old. */
    void rebase() {
        for (int account = 0; account < numbers; account++) {
            rebase(account, Direction.OUT);
            rebase(account, Direction.IN);
        }
        base = newest;
    }

    private static int field(int account) {
        return (account & (CHUNK - 1)) * FIELDS;
    }

    private void rebase(int account, Direction direction) {
        int[] chunk = chunks[account >>> CHUNK_BITS];
        int field = field(account) + direction.field();
        if (chunk == null || chunk[field] == Blocks.NONE) {
            return;
        }
        int[] page = blocks.page(chunk[field]);
        int from = Blocks.at(chunk[field]) + Blocks.rows(chunk[field + 1] >>> SIZE_BITS);
        for (int i = from; i < from + (chunk[field + 1] & SIZE_MASK); i++) {
            page[i] -= (int) (newest - base);
        }
    }

    /** How many payments a list has. */
    int size(int account, Direction direction) {
        int[] chunk = chunks[account >>> CHUNK_BITS];
        int field = field(account) + direction.field();
        return chunk == null || chunk[field] == Blocks.NONE ? 0 : chunk[field + 1] & SIZE_MASK;
    }

    /** Puts a payment into a list; {@code amount} as {@link PaymentList#kept} has made it. */
    void insert(int account, Direction direction, int other, long time, int amount, int payment) {
        int[] chunk = chunks[account >>> CHUNK_BITS];
        int field = field(account) + direction.field();
        makeRoom(account, direction);
        int meta = chunk[field + 1];
        int[] page = blocks.page(chunk[field]);
        int rows = Blocks.rows(meta >>> SIZE_BITS);
        int size = meta & SIZE_MASK;
        int at = Blocks.at(chunk[field]);
        changed.open(page, at, rows, size);
        changed.endAt(time, payment);
        int place = at + changed.size();
        if (changed.size() < size) {
            for (int column = 0; column < Blocks.COLUMNS; column++) {
                int from = place + column * rows;
                System.arraycopy(page, from, page, from + 1, size - changed.size());
            }
        }
        page[place] = other;
        page[place + rows] = (int) (time - base);
        page[place + 2 * rows] = amount;
        page[place + 3 * rows] = payment;
        chunk[field + 1] = meta + 1;
        if (size + 1 == hubPayments) {
            large = largeSize < large.length ? large : Arrays.copyOf(large, largeSize * 2);
            large[largeSize++] = key(account, direction);
        }
    }

    /** Account and direction in one number, in the order of accounts. */
    static int key(int account, Direction direction) {
        return (account << 1) | (direction == Direction.IN ? 1 : 0);
    }

    /** Visits the lists that are as long as a hub's, in the order of accounts. */
    void visitLarge(Visitor visitor) {
        Arrays.sort(large, 0, largeSize);
        int kept = 0;
        for (int i = 0; i < largeSize; i++) {
            int account = large[i] >>> 1;
            Direction direction = (large[i] & 1) == 1 ? Direction.IN : Direction.OUT;
            boolean again = kept > 0 && large[kept - 1] == large[i];
            if (!again && size(account, direction) >= hubPayments) {
                large[kept++] = large[i];
                visitor.list(account, direction);
            }
        }
        largeSize = kept;
    }

    /** Sees to it that one more payment fits into a list. */
    private void makeRoom(int account, Direction direction) {
        int[] chunk = chunks[account >>> CHUNK_BITS];
        int field = field(account) + direction.field();
        if (chunk[field] == Blocks.NONE) {
            chunk[field] = blocks.take(0);
            chunk[field + 1] = 0;
            return;
        }
        int size = chunk[field + 1] & SIZE_MASK;
        if (size < Blocks.rows(chunk[field + 1] >>> SIZE_BITS)) {
            return;
        }
        open(changed, account, direction);
        int drop = droppable(changed, size);
        if (drop == 0 && size == Blocks.MOST_ROWS) {
            drop = size / 4;
            overrun += drop;
        }
        // With a quarter of it free, so that it is not moved again at once.
        move(chunk, field, drop, Math.min(Blocks.MOST_ROWS, (size - drop) + (size - drop) / 4 + 1));
    }

    /** Drops what nobody may look at; a list of nothing has no block. */
    void trim(int account, Direction direction) {
        int[] chunk = chunks[account >>> CHUNK_BITS];
        int field = field(account) + direction.field();
        if (chunk[field] == Blocks.NONE) {
            return;
        }
        int size = chunk[field + 1] & SIZE_MASK;
        open(changed, account, direction);
        int drop = droppable(changed, size);
        if (drop == size) {
            blocks.giveBack(chunk[field], chunk[field + 1] >>> SIZE_BITS);
            chunk[field] = Blocks.NONE;
        } else if (drop > 0 && Blocks.sizeOf(size - drop) < chunk[field + 1] >>> SIZE_BITS) {
            move(chunk, field, drop, size - drop);
        }
    }

    /** How many of the oldest payments nobody may look at. */
    private int droppable(PaymentList list, int size) {
        int drop = list.firstAfter(newest - keptMillis);
        if (size <= hubPayments) {
            return drop;
        }
        int settled = list.firstAfter(newest - settledMillis);
        return Math.max(drop, Math.min(size, settled - hubPayments));
    }

    private void move(int[] chunk, int field, int drop, int rows) {
        int block = chunk[field];
        int size = chunk[field + 1] >>> SIZE_BITS;
        int keep = (chunk[field + 1] & SIZE_MASK) - drop;
        int toSize = Blocks.sizeOf(rows);
        if (toSize == size) {
            blocks.copy(block, size, drop, keep, block, size);
        } else {
            int to = blocks.take(toSize);
            blocks.copy(block, size, drop, keep, to, toSize);
            blocks.giveBack(block, size);
            chunk[field] = to;
        }
        chunk[field + 1] = toSize << SIZE_BITS | keep;
    }
}
