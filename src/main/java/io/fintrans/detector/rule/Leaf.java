package io.fintrans.detector.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Up to 64 payments, one after the other in four arrays. Where the oldest leaves, nothing is moved: the others begin further on. */
final class Leaf extends Node {
    private static final int CAPACITY = 64;
    private static final long BYTES = 4 * (16 + CAPACITY * 8L) + 72;

    private final long[] times = new long[CAPACITY];
    /** What the caller knows the payment by. */
    private final long[] references = new long[CAPACITY];
    /** Sum of the amounts of this leaf up to and including this one, and of what is in {@link #base}. */
    private final long[] running = new long[CAPACITY];

    private final long[] totals = new long[CAPACITY];
    /** Where the payments begin in the arrays, and where they end. */
    private int first;

    private int end;
    /** What is in all of {@link #running} and belongs to no payment. */
    private long base;

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
        return end - first;
    }

    @Override
    int count() {
        return end - first;
    }

    @Override
    long sum() {
        return before(end);
    }

    @Override
    long top() {
        return top;
    }

    @Override
    long firstTime() {
        return times[first];
    }

    @Override
    long lastTime() {
        return times[end - 1];
    }

    @Override
    long lastReference() {
        return references[end - 1];
    }

    @Override
    long lastTotal() {
        return totals[end - 1];
    }

    @Override
    long sumUpTo(long time) {
        return before(firstAfter(time));
    }

    @Override
    int countUpTo(long time) {
        return firstAfter(time) - first;
    }

    @Override
    void raise(long from, long until, long amount) {
        int begin = firstAfter(from - 1);
        int stop = firstAfter(until - 1);
        for (int i = begin; i < stop; i++) {
            totals[i] += amount;
        }
        if (begin < stop) {
            tally.steps += stop - begin;
            findTop();
        }
    }

    @Override
    void raiseAll(long amount) {
        for (int i = first; i < end; i++) {
            totals[i] += amount;
        }
        tally.steps += size();
        top += amount;
    }

    @Override
    @Nullable
    Node add(long time, long reference, long amount, long total) {
        if (end == CAPACITY && first > 0) {
            moveToStart();
        }
        int at = position(time, reference);
        if (end < CAPACITY) {
            insert(at, time, reference, amount, total);
            return null;
        }
        Leaf right = new Leaf(tally);
        // What comes in order leaves full leaves behind it.
        int half = at == end ? end : end / 2;
        copy(half, right);
        end = half;
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
        int at = references[first] == reference && times[first] == time ? first : position(time, reference) - 1;
        if (at < first || times[at] != time || references[at] != reference) {
            return 0;
        }
        long amount = before(at + 1) - before(at);
        boolean highest = totals[at] == top;
        if (at == first) {
            base = running[first++];
            if (first == end) {
                first = 0;
                end = 0;
                base = 0;
            }
        } else {
            move(at + 1, at, -amount);
            end--;
        }
        if (highest) {
            findTop();
        }
        return amount;
    }

    @Override
    long highest(long from, long until) {
        long highest = NONE;
        int begin = firstAfter(from - 1);
        int i = begin;
        for (; i < end && times[i] < until; i++) {
            highest = Math.max(highest, totals[i]);
        }
        tally.steps += i - begin;
        return highest;
    }

    @Override
    long firstOver(long from, long until, long total) {
        for (int i = firstAfter(from - 1); i < end && times[i] < until; i++) {
            tally.steps++;
            if (totals[i] > total) {
                return times[i];
            }
        }
        return NONE;
    }

    @Override
    long lastOver(long from, long until, long total) {
        for (int i = firstAfter(until - 1) - 1; i >= first && times[i] >= from; i--) {
            tally.steps++;
            if (totals[i] > total) {
                return times[i];
            }
        }
        return NONE;
    }

    @Override
    void newest(long after, long upTo, int most, List<Entry> into) {
        for (int i = firstAfter(upTo) - 1; i >= first && into.size() < most && times[i] > after; i--) {
            into.add(new Entry(times[i], references[i]));
        }
    }

    @Override
    boolean hasRoomFor(Node right) {
        return size() + right.size() <= CAPACITY / 2;
    }

    @Override
    void absorb(Node right) {
        moveToStart();
        ((Leaf) right).copy(((Leaf) right).first, this);
        findTop();
    }

    /** Sum of the amounts before a position. */
    private long before(int at) {
        return at == first ? 0 : running[at - 1] - base;
    }

    /** The position of the first payment later than {@code time}. */
    private int firstAfter(long time) {
        if (first == end || times[end - 1] <= time) {
            return end;
        }
        if (times[first] > time) {
            return first;
        }
        tally.steps += 6;
        return firstAfter(time, times, first + 1, end - 1);
    }

    /** The position of the first payment behind this one. */
    private int position(long time, long reference) {
        int at = firstAfter(time);
        while (at > first && times[at - 1] == time && references[at - 1] > reference) {
            at--;
            tally.steps++;
        }
        return at;
    }

    private void insert(int at, long time, long reference, long amount, long total) {
        long before = base + before(at);
        move(at, at + 1, amount);
        times[at] = time;
        references[at] = reference;
        running[at] = before + amount;
        totals[at] = total;
        end++;
        top = Math.max(top, total);
    }

    /** Moves what is behind a position, whose running totals change by an amount. */
    private void move(int from, int to, long amount) {
        int length = end - from;
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

    private void moveToStart() {
        int from = first;
        long gone = base;
        first = 0;
        base = 0;
        if (from > 0) {
            move(from, 0, -gone);
            end -= from;
        }
    }

    /** Copies what is from a position on to the end of another leaf. */
    private void copy(int from, Leaf to) {
        int length = end - from;
        long change = to.base + to.sum() - base - before(from);
        tally.steps += length;
        System.arraycopy(times, from, to.times, to.end, length);
        System.arraycopy(references, from, to.references, to.end, length);
        System.arraycopy(totals, from, to.totals, to.end, length);
        for (int i = 0; i < length; i++) {
            to.running[to.end + i] = running[from + i] + change;
        }
        to.end += length;
    }

    private void findTop() {
        tally.steps += size();
        long highest = NONE;
        for (int i = first; i < end; i++) {
            highest = Math.max(highest, totals[i]);
        }
        top = highest;
    }
}
