package io.fintrans.detector.rule;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The children of a {@link Branch}, one after the other, and beside each what is asked most, so that most need not be looked into. What is
 * added to all totals of a child is noted here only, in {@link #raised}.
 */
final class Children {
    static final int CAPACITY = 16;
    static final long BYTES = 6 * (16 + CAPACITY * 8L) + 2 * (16 + CAPACITY * 4L) + 64;

    final long[] firstTimes = new long[CAPACITY];
    final long[] lastTimes = new long[CAPACITY];
    final long[] lastReferences = new long[CAPACITY];
    final long[] sums = new long[CAPACITY];
    /** With what is in {@link #raised}. */
    final long[] tops = new long[CAPACITY];

    final long[] raised = new long[CAPACITY];
    final int[] counts = new int[CAPACITY];
    int size;

    private final @Nullable Node[] nodes = new Node[CAPACITY];

    Node get(int i) {
        return Objects.requireNonNull(nodes[i]);
    }

    /** Puts a child, or what it has become, into a place. */
    void put(int i, Node child, long raisedBy) {
        nodes[i] = child;
        firstTimes[i] = child.firstTime();
        lastTimes[i] = child.lastTime();
        lastReferences[i] = child.lastReference();
        sums[i] = child.sum();
        counts[i] = child.count();
        tops[i] = child.top() + raisedBy;
        raised[i] = raisedBy;
    }

    /** Notes what a child is without a payment of an amount that was taken out of it; it is one less already. */
    void takeOut(int i, long amount) {
        Node child = get(i);
        firstTimes[i] = child.firstTime();
        lastTimes[i] = child.lastTime();
        lastReferences[i] = child.lastReference();
        sums[i] -= amount;
        tops[i] = child.top() + raised[i];
    }

    /** Puts a child into a place before those that are there. */
    void insert(int at, Node child, long raisedBy) {
        copy(at, this, at + 1, size - at);
        size++;
        put(at, child, raisedBy);
    }

    void drop(int i) {
        copy(i + 1, this, i, size - i - 1);
        nodes[--size] = null;
    }

    /** Moves the children from a place on to the end of others. */
    void moveTo(Children to, int from) {
        int length = size - from;
        copy(from, to, to.size, length);
        to.size += length;
        Arrays.fill(nodes, from, size, null);
        size = from;
    }

    private void copy(int from, Children to, int at, int length) {
        System.arraycopy(nodes, from, to.nodes, at, length);
        System.arraycopy(firstTimes, from, to.firstTimes, at, length);
        System.arraycopy(lastTimes, from, to.lastTimes, at, length);
        System.arraycopy(lastReferences, from, to.lastReferences, at, length);
        System.arraycopy(sums, from, to.sums, at, length);
        System.arraycopy(tops, from, to.tops, at, length);
        System.arraycopy(raised, from, to.raised, at, length);
        System.arraycopy(counts, from, to.counts, at, length);
    }
}
