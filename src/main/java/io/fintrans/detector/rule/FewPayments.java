package io.fintrans.detector.rule;

import io.fintrans.detector.rule.Node.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small pair's payments in order of time, and in order of arrival where times are equal: so few that to move them costs next to nothing. */
final class FewPayments {
    static final int CAPACITY = 64;
    static final long BYTES = 4 * (16 + CAPACITY * 8L) + 40;

    private final long[] times = new long[CAPACITY];
    /** Sum of all amounts up to and including this one. */
    private final long[] running = new long[CAPACITY];

    private final long[] limits = new long[CAPACITY];
    private final long[] references = new long[CAPACITY];
    private final long windowMillis;
    private final Steps steps;
    private final Tally tally;
    private int size;

    FewPayments(long windowMillis, Steps steps, Tally tally) {
        this.windowMillis = windowMillis;
        this.steps = steps;
        this.tally = tally;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Adds a payment; there must be room. */
    void add(long time, long amount, long limit, long reference) {
        int at = size++;
        while (at > 0 && (times[at - 1] > time || (times[at - 1] == time && references[at - 1] > reference))) {
            move(at - 1, at, amount);
            at--;
        }
        tally.steps += size - at;
        times[at] = time;
        running[at] = before(at) + amount;
        limits[at] = limit;
        references[at] = reference;
    }

    /** Takes a payment out, if it is here. */
    void remove(long time, long reference) {
        int at = firstAfter(time) - 1;
        while (at >= 0 && times[at] == time && references[at] != reference) {
            at--;
        }
        if (at < 0 || times[at] != time) {
            return;
        }
        long amount = running[at] - before(at);
        size--;
        for (int i = at; i < size; i++) {
            move(i + 1, i, -amount);
        }
    }

    /** Gives all payments to a ledger. */
    void moveTo(PairLedger ledger) {
        for (int i = 0; i < size; i++) {
            ledger.addToTree(times[i], running[i] - before(i), limits[i], references[i]);
        }
        size = 0;
    }

    /** Sum of the amounts after a time, up to and including another. */
    long sum(long after, long upTo) {
        return before(firstAfter(upTo)) - before(firstAfter(after));
    }

    /** Number of payments after a time, up to and including another. */
    int count(long after, long upTo) {
        return firstAfter(upTo) - firstAfter(after);
    }

    /** Those after a time, up to and including another, in order. */
    List<Entry> between(long after, long upTo) {
        List<Entry> entries = new ArrayList<>();
        for (int i = firstAfter(after); i < size && times[i] <= upTo; i++) {
            entries.add(new Entry(times[i], references[i]));
        }
        return entries;
    }

    /** As of {@link PairLedger#highest}: each window is looked at. */
    @Nullable
    Peak highest(long from, long until) {
        int end = firstAfter(from - 1);
        int first = 0;
        Peak peak = null;
        while (end < size && times[end] < until) {
            long at = times[end];
            int last = end;
            while (end < size && times[end] == at) {
                end++;
            }
            first = first == 0 ? firstAfter(at - windowMillis) : next(first, at - windowMillis);
            long total = running[end - 1] - before(first);
            for (int i = last; i < end; i++) {
                tally.steps++;
                if (total > limits[i]) {
                    Peak one = new Peak(steps.reached(total, limits[i]), total, limits[i], at, at, at);
                    peak = peak == null ? one : peak.with(one);
                }
            }
        }
        return peak;
    }

    /** When the newest payment was made after a time, up to and including another; {@link Node#NONE} if there is none. */
    long newestTime(long after, long upTo) {
        int at = firstAfter(upTo) - 1;
        return at >= 0 && times[at] > after ? times[at] : Node.NONE;
    }

    /** The lowest limit of the payments of a time; {@link Long#MAX_VALUE} if there are none. */
    long lowestLimit(long time) {
        long lowest = Long.MAX_VALUE;
        for (int i = firstAfter(time) - 1; i >= 0 && times[i] == time; i--) {
            lowest = Math.min(lowest, limits[i]);
        }
        return lowest;
    }

    private int next(int known, long after) {
        int first = known;
        while (times[first] <= after) {
            first++;
        }
        return first;
    }

    private void move(int from, int to, long amount) {
        times[to] = times[from];
        running[to] = running[from] + amount;
        limits[to] = limits[from];
        references[to] = references[from];
    }

    private long before(int at) {
        return at == 0 ? 0 : running[at - 1];
    }

    private int firstAfter(long time) {
        return Node.firstAfter(time, times, 0, size);
    }
}
