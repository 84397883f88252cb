package io.fintrans.detector.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Up to 64 payments, one after the other in four arrays. */
final class Leaf extends Node {
    private static final int CAPACITY = 64;
    private static final long BYTES = 4 * (16 + CAPACITY * 8L) + 56;

    private final long[] times = new long[CAPACITY];
    /** What the caller knows the payment by. */
    private final long[] references = new long[CAPACITY];
    /** Sum of the amounts of this leaf up to and including this one. */
    private final long[] running = new long[CAPACITY];

    private final long[] totals = new long[CAPACITY];
    private int size;
    private long top = NONE;

    Leaf(Tally tally) {
        super(tally);
    }

    @Override
    long bytes() {
        return BYTES;
    }

    @Override
    int size() {
        return size;
    }

    @Override
    int count() {
        return size;
    }

    @Override
    long sum() {
        return size == 0 ? 0 : running[size - 1];
    }

    @Override
    long top() {
        return top;
    }

    @Override
    long firstTime() {
        return times[0];
    }

    @Override
    long lastTime() {
        return times[size - 1];
    }

    @Override
    long lastReference() {
        return references[size - 1];
    }

    @Override
    long sumUpTo(long time) {
        int end = firstAfter(time);
        return end == 0 ? 0 : running[end - 1];
    }

    @Override
    int countUpTo(long time) {
        return firstAfter(time);
    }

    @Override
    void raise(long from, long until, long amount) {
        int first = firstAfter(from - 1);
        int end = firstAfter(until - 1);
        for (int i = first; i < end; i++) {
            totals[i] += amount;
        }
        if (first < end) {
            tally.steps += end - first;
            findTop();
        }
    }

    @Override
    void raiseAll(long amount) {
        for (int i = 0; i < size; i++) {
            totals[i] += amount;
        }
        tally.steps += size;
        top += amount;
    }

    @Override
    @Nullable
    Node add(long time, long reference, long amount, long total) {
        int at = position(time, reference);
        if (size < CAPACITY) {
            insert(at, time, reference, amount, total);
            return null;
        }
        Leaf right = new Leaf(tally);
        // What comes in order leaves full leaves behind it.
        int half = at == size ? size : size / 2;
        copy(half, right);
        size = half;
        if (at > half || half == CAPACITY) {
            right.insert(at - half, time, reference, amount, total);
        } else {
            insert(at, time, reference, amount, total);
        }
        findTop();
        right.findTop();
        return right;
    }

    @Override
    long remove(long time, long reference) {
        int at = position(time, reference) - 1;
        if (at < 0 || times[at] != time || references[at] != reference) {
            return 0;
        }
        long amount = amount(at);
        boolean highest = totals[at] == top;
        move(at + 1, at, -amount);
        size--;
        if (highest) {
            findTop();
        }
        return amount;
    }

    @Override
    long highest(long from, long until) {
        long highest = NONE;
        int first = firstAfter(from - 1);
        int i = first;
        for (; i < size && times[i] < until; i++) {
            highest = Math.max(highest, totals[i]);
        }
        tally.steps += i - first;
        return highest;
    }

    @Override
    long firstOver(long from, long until, long total) {
        for (int i = firstAfter(from - 1); i < size && times[i] < until; i++) {
            tally.steps++;
            if (totals[i] > total) {
                return times[i];
            }
        }
        return NONE;
    }

    @Override
    long lastOver(long from, long until, long total) {
        for (int i = firstAfter(until - 1) - 1; i >= 0 && times[i] >= from; i--) {
            tally.steps++;
            if (totals[i] > total) {
                return times[i];
            }
        }
        return NONE;
    }

    @Override
    void newest(long after, long upTo, int most, List<Entry> into) {
        for (int i = firstAfter(upTo) - 1; i >= 0 && into.size() < most && times[i] > after; i--) {
            into.add(new Entry(times[i], references[i]));
        }
    }

    @Override
    boolean hasRoomFor(Node right) {
        return size + right.size() <= CAPACITY / 2;
    }

    @Override
    void absorb(Node right) {
        Leaf other = (Leaf) right;
        long sum = sum();
        other.copy(0, this);
        for (int i = size - other.size; i < size; i++) {
            running[i] += sum;
        }
        findTop();
    }

    private long amount(int at) {
        return at == 0 ? running[0] : running[at] - running[at - 1];
    }

    /** The position of the first payment later than {@code time}. */
    private int firstAfter(long time) {
        if (size == 0 || times[size - 1] <= time) {
            return size;
        }
        int low = 0;
        int high = size - 1;
        tally.steps += 6;
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

    /** The position of the first payment behind this one. */
    private int position(long time, long reference) {
        int at = firstAfter(time);
        while (at > 0 && times[at - 1] == time && references[at - 1] > reference) {
            at--;
            tally.steps++;
        }
        return at;
    }

    private void insert(int at, long time, long reference, long amount, long total) {
        long before = at == 0 ? 0 : running[at - 1];
        move(at, at + 1, amount);
        times[at] = time;
        references[at] = reference;
        running[at] = before + amount;
        totals[at] = total;
        size++;
        top = Math.max(top, total);
    }

    /** Moves what is behind a position, whose running totals change by an amount. */
    private void move(int from, int to, long amount) {
        int length = size - from;
        if (length == 0) {
            return;
        }
        tally.steps += length;
        System.arraycopy(times, from, times, to, length);
        System.arraycopy(references, from, references, to, length);
        System.arraycopy(totals, from, totals, to, length);
        System.arraycopy(running, from, running, to, length);
        for (int i = to; i < to + length; i++) {
            running[i] += amount;
        }
    }

    /** Copies what is from a position on to the end of another leaf, as if nothing were there before it. */
    private void copy(int from, Leaf to) {
        int length = size - from;
        long before = from == 0 ? 0 : running[from - 1];
        tally.steps += length;
        System.arraycopy(times, from, to.times, to.size, length);
        System.arraycopy(references, from, to.references, to.size, length);
        System.arraycopy(totals, from, to.totals, to.size, length);
        for (int i = 0; i < length; i++) {
            to.running[to.size + i] = running[from + i] - before;
        }
        to.size += length;
    }

    private void findTop() {
        tally.steps += size;
        long highest = NONE;
        for (int i = 0; i < size; i++) {
            highest = Math.max(highest, totals[i]);
        }
        top = highest;
    }
}
