package io.fintrans.detector.rule;

import io.fintrans.detector.rule.Node.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One pair's payments in order of time, and in order of arrival where times are equal, with the total of the window that ends with each.
 *
 * <p>To add a payment, to take one out and to ask for a window take a number of steps that grows with the logarithm of the number
 * of payments, in whatever order they come. All totals must fit a {@code long}, which the store sees to.
 */
public final class PairLedger {
    private final long windowMillis;
    private final Tally tally = new Tally();
    /** One for each threshold: nearly always one. Those from {@link #used} on are kept for later. */
    private final List<WindowTree> trees = new ArrayList<>(1);

    private int used;

    /** @param windowMillis how far back a window reaches from the payment that ends it */
    public PairLedger(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    /**
     * Adds a payment.
     *
     * @param time milliseconds since 1970
     * @param amount minor units, more than zero
     * @param limit the threshold in minor units for a window that ends with this payment
     * @param reference what the caller knows the payment by; larger than those of payments that came before
     */
    public void add(long time, long amount, long limit, long reference) {
        long total = amount;
        for (int i = 0; i < used; i++) {
            WindowTree tree = trees.get(i);
            total += tree.sum(time - windowMillis, time);
            tree.raise(time, time + windowMillis, amount);
        }
        treeOf(limit).add(time, reference, amount, total);
    }

    /** Takes a payment out, if it is there. */
    public void remove(long time, long reference) {
        long amount = 0;
        for (int i = 0; i < used && amount == 0; i++) {
            amount = trees.get(i).remove(time, reference);
        }
        if (amount != 0) {
            for (int i = 0; i < used; i++) {
                trees.get(i).raise(time, time + windowMillis, -amount);
            }
        }
    }

    /** Forgets everything. */
    public void clear() {
        if (!trees.stream().allMatch(WindowTree::isSmall)) {
            trees.clear();
            tally.bytes = 0;
        }
        used = 0;
    }

    /** How many payments there are. */
    public int size() {
        int size = 0;
        for (int i = 0; i < used; i++) {
            size += trees.get(i).size();
        }
        return size;
    }

    /** What the payments of the window that ends at a time add up to, in minor units. */
    public long total(long at) {
        long total = 0;
        for (int i = 0; i < used; i++) {
            total += trees.get(i).sum(at - windowMillis, at);
        }
        return total;
    }

    /** How many payments the window that ends at a time holds. */
    public int payments(long at) {
        int payments = 0;
        for (int i = 0; i < used; i++) {
            payments += trees.get(i).count(at - windowMillis, at);
        }
        return payments;
    }

    /**
     * The newest payments of the window that ends at a time, in order of time.
     *
     * @param most how many at most
     * @return what the caller knows them by
     */
    public long[] newest(long at, int most) {
        List<Entry> newest = new ArrayList<>();
        for (WindowTree tree : trees()) {
            newest.addAll(tree.newest(at - windowMillis, at, most));
        }
        newest.sort(Comparator.comparingLong(Entry::time).thenComparingLong(Entry::reference));
        return newest.stream()
                .skip(Math.max(0, newest.size() - most))
                .mapToLong(Entry::reference)
                .toArray();
    }

    /** The memory that this takes, in bytes. */
    public long bytes() {
        return tally.bytes + 96 + 48L * trees.size();
    }

    /** How many entries were looked at or moved so far: the cost, without a clock. */
    public long steps() {
        return tally.steps;
    }

    /** The payments by the threshold that holds for the windows they end. */
    List<WindowTree> trees() {
        return used == trees.size() ? trees : trees.subList(0, used);
    }

    private WindowTree treeOf(long limit) {
        for (int i = 0; i < used; i++) {
            if (trees.get(i).limit() == limit) {
                return trees.get(i);
            }
        }
        if (used == trees.size()) {
            trees.add(new WindowTree(limit, tally));
        } else {
            trees.get(used).clear(limit);
        }
        return trees.get(used++);
    }
}
