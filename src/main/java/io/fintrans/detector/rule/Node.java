package io.fintrans.detector.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@link WindowTree}: payments that follow one another in order of time, and of arrival where times are equal. Each has an
 * amount, and a total: that of the window which ends with it. Totals here do not hold what was raised above this node.
 *
 * <p>Times are in milliseconds since 1970, amounts and totals in minor units. A node that is asked for a time is never empty.
 */
abstract class Node {
    /** No time, and no total. */
    static final long NONE = Long.MIN_VALUE;

    /** When a payment was made, and what the caller knows it by. */
    record Entry(long time, long reference) {}

    final Tally tally;

    Node(Tally tally) {
        this.tally = tally;
        tally.bytes += bytes();
    }

    /** The memory that this takes, without its children, in bytes. */
    abstract long bytes();

    /** Payments of a leaf, children of a branch. */
    abstract int size();

    /** How many payments there are. */
    abstract int count();

    /** Sum of the amounts. */
    abstract long sum();

    /** The highest total. */
    abstract long top();

    abstract long firstTime();

    abstract long lastTime();

    abstract long lastReference();

    /** The total of the last payment. */
    abstract long lastTotal();

    /** Sum of the amounts up to and including a time. */
    abstract long sumUpTo(long time);

    /** Number of payments up to and including a time. */
    abstract int countUpTo(long time);

    /** Adds to the totals of payments from a time until before another. */
    abstract void raise(long from, long until, long amount);

    /** Adds to all totals. */
    abstract void raiseAll(long amount);

    /**
     * Adds a payment.
     *
     * @return the right half, if this node was full and has split
     */
    abstract @Nullable Node add(long time, long reference, long amount, long total);

    /** Takes a payment out; the answer is its amount, 0 if there is none. */
    abstract long remove(long time, long reference);

    /** The highest total of payments from a time until before another; {@link #NONE} if there are none. */
    abstract long highest(long from, long until);

    /** Time of the first payment from a time until before another whose total is more than {@code total}, or {@link #NONE}. */
    abstract long firstOver(long from, long until, long total);

    /** Time of the last payment from a time until before another whose total is more than {@code total}, or {@link #NONE}. */
    abstract long lastOver(long from, long until, long total);

    /** Appends the newest payments after a time, up to another, newest first, until the list has so many. */
    abstract void newest(long after, long upTo, int most, List<Entry> into);

    /** The first position from one on whose time is later; another position if there is none before that. */
    static int firstAfter(long time, long[] times, int from, int until) {
        int low = from;
        int high = until;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Whether what is in the next node fits in here, with room to spare. */
    abstract boolean hasRoomFor(Node right);

    /** Takes over all that is in the next node, which is of the same kind and is not used any more. */
    abstract void absorb(Node right);
}
