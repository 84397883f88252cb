package io.fintrans.detector.rule;

import io.fintrans.detector.rule.Node.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * Those of a pair's payments for whose windows one threshold holds, in order of time, as a B+ tree. It knows the highest total among
 * windows that end in any span of time, and to add to all totals of a span takes no more steps than to find its ends.
 */
final class WindowTree {
    private final Tally tally;
    private Node root;
    private long limit;

    WindowTree(long limit, Tally tally) {
        this.limit = limit;
        this.tally = tally;
        this.root = new Leaf(tally);
    }

    /** Whether the tree takes no more memory than when it was made. */
    boolean isSmall() {
        return root instanceof Leaf;
    }

    /** Forgets everything and serves another threshold; only while it {@link #isSmall}. */
    void clear(long newLimit) {
        limit = newLimit;
        ((Leaf) root).clear();
    }

    /** The threshold, in minor units. */
    long limit() {
        return limit;
    }

    int size() {
        return root.count();
    }

    /** Sum of the amounts after a time, up to and including another. */
    long sum(long after, long upTo) {
        return root.count() == 0 ? 0 : root.sumUpTo(upTo) - root.sumUpTo(after);
    }

    /** Number of payments after a time, up to and including another. */
    int count(long after, long upTo) {
        return root.count() == 0 ? 0 : root.countUpTo(upTo) - root.countUpTo(after);
    }

    /** Adds to the totals of all windows that end from a time until before another. */
    void raise(long from, long until, long amount) {
        root.raise(from, until, amount);
    }

    /** Adds a payment with the total of the window that ends with it. */
    void add(long time, long reference, long amount, long total) {
        Node right = root.add(time, reference, amount, total);
        if (right != null) {
            root = new Branch(tally, root, right);
        }
    }

    /** Takes a payment out; the answer is its amount, 0 if it is not here. */
    long remove(long time, long reference) {
        long amount = root.remove(time, reference);
        while (root instanceof Branch branch && branch.size() == 1) {
            root = branch.only();
        }
        return amount;
    }

    /** The highest total of a window that ends from a time until before another; {@link Node#NONE} if there is none. */
    long highest(long from, long until) {
        return root.highest(from, until);
    }

    /** When the first window ends, from a time until before another, whose total is more than {@code total}, or {@link Node#NONE}. */
    long firstOver(long from, long until, long total) {
        return root.firstOver(from, until, total);
    }

    /** When the last window ends, from a time until before another, whose total is more than {@code total}, or {@link Node#NONE}. */
    long lastOver(long from, long until, long total) {
        return root.lastOver(from, until, total);
    }

    /** The newest payments after a time, up to another, newest first. */
    List<Entry> newest(long after, long upTo, int most) {
        List<Entry> newest = new ArrayList<>();
        root.newest(after, upTo, most, newest);
        return newest;
    }
}
