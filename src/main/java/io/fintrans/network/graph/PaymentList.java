package io.fintrans.network.graph;

/**
 * The payments of an account in one direction, up to a payment, in canonical order: by time, topic, partition, offset and place in the record. A view
 * that is pointed at one list after the other ({@link PaymentGraph#open}); it is valid until the graph changes.
 */
public final class PaymentList {
    /** In place of an amount that is larger than an int. */
    static final int LARGE = Integer.MAX_VALUE;

    /** Beside the amount: the pair was known. */
    private static final int KNOWN = 1 << 31;

    private static final int[] EMPTY = {};

    private int[] page = EMPTY;
    private int accounts;
    private int times;
    private int amounts;
    private int numbers;
    private int size;
    private int end;
    private final PaymentGraph graph;

    /** One that has nothing yet. */
    public PaymentList(PaymentGraph graph) {
        this.graph = graph;
    }

    void close() {
        size = 0;
        end = 0;
    }

    /** Points at a block. */
    void open(int[] block, int at, int rows, int filled) {
        page = block;
        accounts = at;
        times = at + rows;
        amounts = at + 2 * rows;
        numbers = at + 3 * rows;
        size = filled;
        end = filled;
    }

    /** Ends it behind the last payment that is not later than that one. */
    void endAt(long time, int payment) {
        end = firstAfter(time, payment);
    }

    /** The place of the first payment that is later than that one, of all that there are. */
    public int firstAfter(long time, int payment) {
        int until = size == 0 || time(size - 1) <= time ? size : firstAfter(time);
        while (until > 0 && time(until - 1) == time && graph.isBefore(payment, number(until - 1))) {
            until--;
        }
        return until;
    }

    /** How many payments there are, up to the one that it ends with. */
    public int size() {
        return end;
    }

    /** The account on the other side. */
    public int account(int at) {
        return page[accounts + at];
    }

    /** In milliseconds since 1970. */
    public long time(int at) {
        return graph.time(page[times + at]);
    }

    /** An amount as it is kept: with a bit that says whether the pair was known. */
    static int kept(long amount, boolean isNew) {
        return (int) Math.min(amount, LARGE) | (isNew ? 0 : KNOWN);
    }

    /** Whether the pair was new when it was made, see {@link History}. */
    public boolean isNew(int at) {
        return page[amounts + at] >= 0;
    }

    /** In minor units. */
    public long amount(int at) {
        int amount = page[amounts + at] & LARGE;
        return amount == LARGE ? graph.amount(page[numbers + at]) : amount;
    }

    /** What the graph knows the payment by. */
    public int number(int at) {
        return page[numbers + at];
    }

    /** How many payments there are after one time and up to another, of all that are kept. */
    public int count(long after, long until) {
        return Math.max(0, firstAfter(until) - firstAfter(after));
    }

    /** Whether there are at least so many payments later than {@code since}. */
    public boolean hasAtLeast(int count, long since) {
        return end >= count && time(end - count) > since;
    }

    /**
     * Whether the account was a hub in this direction: whether it had as many payments as a hub within a window.
     *
     * @param sealed when that window ended
     */
    public boolean isHub(long sealed) {
        if (!hasEnoughForHub()) {
            return false;
        }
        int most = graph.hubPayments();
        int until = firstAfter(sealed);
        return until >= most && time(until - most) > sealed - graph.windowMillis();
    }

    /** Whether there are as many payments as make a hub, of whatever time. */
    public boolean hasEnoughForHub() {
        return size >= graph.hubPayments();
    }

    /** The place of the first payment after that time, of all that there are. */
    public int firstAfter(long time) {
        if (size == 0 || time(0) > time) {
            return 0;
        }
        int low = 1;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
