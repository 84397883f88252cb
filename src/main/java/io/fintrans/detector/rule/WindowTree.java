package io.fintrans.detector.rule;

import io.fintrans.detector.rule.Node.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those of a pair's payments for whose windows one threshold holds, in order of time, as a B+ tree. It knows the highest total among
 * windows that end in any span of time, and to add to all totals of a span takes no more steps than to find its ends.
 */
final class WindowTree {
    private final Steps steps;
    private final Tally tally;
    private Node root;
    private final long limit;
    private int size;
    private long sum;

    WindowTree(long limit, Steps steps, Tally tally) {
        this.limit = limit;
        this.steps = steps;
        this.tally = tally;
        this.root = new Leaf(tally);
    }

    /** The threshold, in minor units. */
    long limit() {
        return limit;
    }

    int size() {
        return size;
    }

    /** Sum of the amounts after a time, up to and including another. */
    long sum(long after, long upTo) {
        if (size == 0) {
            return 0;
        }
        long before = after < root.firstTime() ? 0 : root.sumUpTo(after);
        return (upTo >= root.lastTime() ? sum : root.sumUpTo(upTo)) - before;
    }

    /** Number of payments after a time, up to and including another. */
    int count(long after, long upTo) {
        if (size == 0) {
            return 0;
        }
        int before = after < root.firstTime() ? 0 : root.countUpTo(after);
        return (upTo >= root.lastTime() ? size : root.countUpTo(upTo)) - before;
    }

    /** Adds to the totals of all windows that end from a time until before another. */
    void raise(long from, long until, long amount) {
        if (size > 0 && root.lastTime() >= from) {
            root.raise(from, until, amount);
        }
    }

    /** Adds a payment with the total of the window that ends with it. */
    void add(long time, long reference, long amount, long total) {
        Node right = root.add(time, reference, amount, total);
        if (right != null) {
            root = new Branch(tally, root, right);
        }
        size++;
        sum += amount;
    }

    /** Takes a payment out; the answer is its amount, 0 if it is not here. */
    long remove(long time, long reference) {
        long amount = root.remove(time, reference);
        while (root instanceof Branch branch && branch.size() == 1) {
            root = branch.only();
        }
        if (amount != 0) {
            size--;
            sum -= amount;
        }
        return amount;
    }

    /**
     * The windows over the threshold that end from a time until before another; the highest total is furthest over.
     *
     * @return null if there are none
     */
    @Nullable
    Peak peak(long from, long until) {
        if (size > 0 && from == root.lastTime() && from < until) {
            // The usual case, a payment in order of time: of those that end at one time each window has the same total.
            long newest = root.lastTotal();
            return newest > limit ? new Peak(steps.reached(newest, limit), newest, limit, from, from, from) : null;
        }
        long total = size == 0 ? Node.NONE : root.highest(from, until);
        if (total <= limit) {
            return null;
        }
        long last = root.lastOver(from, until, limit);
        long first = last == from ? last : root.firstOver(from, until, limit);
        long at = last == first ? last : root.firstOver(from, until, total - 1);
        return new Peak(steps.reached(total, limit), total, limit, at, first, last);
    }

    /** When the newest payment was made after a time, up to and including another; {@link Node#NONE} if there is none. */
    long newestTime(long after, long upTo) {
        List<Entry> newest = newest(after, upTo, 1);
        return newest.isEmpty() ? Node.NONE : newest.get(0).time();
    }

    /** The newest payments after a time, up to another, newest first. */
    List<Entry> newest(long after, long upTo, int most) {
        List<Entry> newest = new ArrayList<>();
        root.newest(after, upTo, most, newest);
        return newest;
    }
}
