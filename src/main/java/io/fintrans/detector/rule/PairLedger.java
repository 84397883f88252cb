package io.fintrans.detector.rule;

import io.fintrans.detector.rule.Node.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pair's payments in order of time, and in order of arrival where times are equal, with the total of the window that ends with each.
 *
 * <p>To add a payment, to take one out and to ask for a window take a number of steps that grows with the logarithm of the number
 * of payments, in whatever order they come. All totals must fit a {@code long}, which the store sees to.
 */
public final class PairLedger {
    private final long windowMillis;
    private final Steps steps;
    private final Tally tally = new Tally();
    /** All payments, until there are too many for it. */
    private final FewPayments few;
    /** Then one for each threshold: nearly always one. */
    private final List<WindowTree> trees = new ArrayList<>(1);

    /**
     * Makes an empty one.
     *
     * @param windowMillis how far back a window reaches from the payment that ends it
     * @param steps how its total is held against its limit
     */
    public PairLedger(long windowMillis, Steps steps) {
        this.windowMillis = windowMillis;
        this.steps = steps;
        this.few = new FewPayments(windowMillis, steps, tally);
    }

    /**
     * Adds a payment.
     *
     * @param time milliseconds since 1970
     * @param amount what it adds to the totals, more than zero
     * @param limit what the total must be more than for a window that ends with this payment
     * @param reference what the caller knows the payment by; larger than those of payments that came before
     */
    public void add(long time, long amount, long limit, long reference) {
        if (trees.isEmpty() && few.size() < FewPayments.CAPACITY) {
            few.add(time, amount, limit, reference);
            return;
        }
        few.moveTo(this);
        addToTree(time, amount, limit, reference);
    }

    void addToTree(long time, long amount, long limit, long reference) {
        long total = amount;
        for (WindowTree tree : trees) {
            total += tree.sum(time - windowMillis, time);
            tree.raise(time, time + windowMillis, amount);
        }
        treeOf(limit).add(time, reference, amount, total);
    }

    /** Takes a payment out, if it is there. */
    public void remove(long time, long reference) {
        few.remove(time, reference);
        long amount = 0;
        for (int i = 0; i < trees.size() && amount == 0; i++) {
            amount = trees.get(i).remove(time, reference);
        }
        if (amount != 0) {
            for (WindowTree tree : trees) {
                tree.raise(time, time + windowMillis, -amount);
            }
        }
    }

    /** Forgets everything. */
    public void clear() {
        few.clear();
        trees.clear();
        tally.bytes = 0;
    }

    /** How many payments there are. */
    public int size() {
        int size = few.size();
        for (WindowTree tree : trees) {
            size += tree.size();
        }
        return size;
    }

    /** What the payments of the window that ends at a time add up to, in minor units. */
    public long total(long at) {
        return total(at - windowMillis, at);
    }

    /** What the payments after a time, up to and including another, add up to. */
    public long total(long after, long upTo) {
        long total = few.sum(after, upTo);
        for (WindowTree tree : trees) {
            total += tree.sum(after, upTo);
        }
        return total;
    }

    /** How many payments the window that ends at a time holds. */
    public int payments(long at) {
        return payments(at - windowMillis, at);
    }

    /** How many payments there are after a time, up to and including another. */
    public int payments(long after, long upTo) {
        int payments = few.count(after, upTo);
        for (WindowTree tree : trees) {
            payments += tree.count(after, upTo);
        }
        return payments;
    }

    /**
     * The newest payments after a time, up to and including another, in order of time.
     *
     * @param most how many at most
     * @return what the caller knows them by
     */
    public long[] newest(long after, long at, int most) {
        List<Entry> newest = few.between(after, at);
        for (WindowTree tree : trees) {
            newest.addAll(tree.newest(after, at, most));
        }
        newest.sort(Comparator.comparingLong(Entry::time).thenComparingLong(Entry::reference));
        return newest.stream()
                .skip(Math.max(0, newest.size() - most))
                .mapToLong(Entry::reference)
                .toArray();
    }

    /**
     * The windows over their thresholds that end from a time until before another.
     *
     * @return null if there are none
     */
    @Nullable
    Peak highest(long from, long until) {
        Peak peak = few.size() == 0 ? null : few.highest(from, until);
        for (WindowTree tree : trees) {
            Peak one = tree.peak(from, until);
            if (one != null) {
                peak = peak == null ? one : peak.with(one);
            }
        }
        return peak;
    }

    /**
     * The window that ends at a time at which nobody need have paid. Its limit is that of its newest payment, the lowest of those of the same
     * time.
     *
     * @return null if it is empty, or not over its limit
     */
    @Nullable
    Peak asOf(long end) {
        long newest = few.newestTime(end - windowMillis, end);
        for (WindowTree tree : trees) {
            newest = Math.max(newest, tree.newestTime(end - windowMillis, end));
        }
        if (newest == Node.NONE) {
            return null;
        }
        long limit = few.lowestLimit(newest);
        for (WindowTree tree : trees) {
            limit = tree.count(newest - 1, newest) > 0 ? Math.min(limit, tree.limit()) : limit;
        }
        long total = total(end);
        return total > limit ? new Peak(steps.reached(total, limit), total, limit, end, end, end) : null;
    }

    /** The memory that this takes, in bytes. */
    public long bytes() {
        return tally.bytes + FewPayments.BYTES + 96 + 48L * trees.size();
    }

    /** How many entries were looked at or moved so far: the cost, without a clock. */
    public long steps() {
        return tally.steps;
    }

    private WindowTree treeOf(long limit) {
        for (WindowTree tree : trees) {
            if (tree.limit() == limit) {
                return tree;
            }
        }
        WindowTree tree = new WindowTree(limit, steps, tally);
        trees.add(tree);
        return tree;
    }
}
