package io.fintrans.detector.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Up to 16 nodes, one after the other. */
final class Branch extends Node {
    private final Children children = new Children();

    Branch(Tally tally, Node... nodes) {
        super(tally);
        for (Node node : nodes) {
            children.insert(children.size, node, 0);
        }
    }

    /** The only child, with all that was raised. */
    Node only() {
        tally.bytes -= bytes();
        children.get(0).raiseAll(children.raised[0]);
        return children.get(0);
    }

    @Override
    long bytes() {
        return Children.BYTES;
    }

    @Override
    int size() {
        return children.size;
    }

    @Override
    int count() {
        int count = 0;
        for (int i = 0; i < children.size; i++) {
            count += children.counts[i];
        }
        return count;
    }

    @Override
    long sum() {
        long sum = 0;
        for (int i = 0; i < children.size; i++) {
            sum += children.sums[i];
        }
        return sum;
    }

    @Override
    long top() {
        long top = NONE;
        for (int i = 0; i < children.size; i++) {
            top = Math.max(top, children.tops[i]);
        }
        tally.steps += children.size;
        return top;
    }

    @Override
    long firstTime() {
        return children.firstTimes[0];
    }

    @Override
    long lastTime() {
        return children.lastTimes[children.size - 1];
    }

    @Override
    long lastReference() {
        return children.lastReferences[children.size - 1];
    }

    @Override
    long lastTotal() {
        return children.get(children.size - 1).lastTotal() + children.raised[children.size - 1];
    }

    @Override
    long sumUpTo(long time) {
        long sum = 0;
        int i = 0;
        for (; i < children.size && children.lastTimes[i] <= time; i++) {
            sum += children.sums[i];
        }
        tally.steps += i + 1;
        return i < children.size && children.firstTimes[i] <= time
                ? sum + children.get(i).sumUpTo(time)
                : sum;
    }

    @Override
    int countUpTo(long time) {
        int count = 0;
        int i = 0;
        for (; i < children.size && children.lastTimes[i] <= time; i++) {
            count += children.counts[i];
        }
        tally.steps += i + 1;
        return i < children.size && children.firstTimes[i] <= time
                ? count + children.get(i).countUpTo(time)
                : count;
    }

    @Override
    void raise(long from, long until, long amount) {
        for (int i = firstFrom(from); i < children.size && children.firstTimes[i] < until; i++) {
            if (isWithin(i, from, until)) {
                children.raised[i] += amount;
                children.tops[i] += amount;
            } else {
                children.get(i).raise(from, until, amount);
                children.tops[i] = children.get(i).top() + children.raised[i];
            }
        }
    }

    @Override
    void raiseAll(long amount) {
        for (int i = 0; i < children.size; i++) {
            children.raised[i] += amount;
            children.tops[i] += amount;
        }
        tally.steps += children.size;
    }

    @Override
    @Nullable
    Node add(long time, long reference, long amount, long total) {
        int i = Math.min(childOf(time, reference), children.size - 1);
        Node right = children.get(i).add(time, reference, amount, total - children.raised[i]);
        if (right != null) {
            children.put(i, children.get(i), children.raised[i]);
            return insert(i + 1, right, children.raised[i]);
        }
        children.counts[i]++;
        children.sums[i] += amount;
        children.tops[i] = Math.max(children.tops[i], total);
        children.firstTimes[i] = Math.min(children.firstTimes[i], time);
        children.lastTimes[i] = children.get(i).lastTime();
        children.lastReferences[i] = children.get(i).lastReference();
        return null;
    }

    @Override
    long remove(long time, long reference) {
        int i = childOf(time, reference);
        long amount = i == children.size ? 0 : children.get(i).remove(time, reference);
        if (amount == 0) {
            return 0;
        }
        if (--children.counts[i] == 0) {
            drop(i);
            return amount;
        }
        children.takeOut(i, amount);
        if (i + 1 < children.size && children.get(i).hasRoomFor(children.get(i + 1))) {
            join(i);
        } else if (i > 0 && children.get(i - 1).hasRoomFor(children.get(i))) {
            join(i - 1);
        }
        return amount;
    }

    @Override
    long highest(long from, long until) {
        long highest = NONE;
        for (int i = firstFrom(from); i < children.size && children.firstTimes[i] < until; i++) {
            if (children.tops[i] <= highest) {
                continue;
            }
            if (isWithin(i, from, until)) {
                highest = children.tops[i];
            } else {
                long one = children.get(i).highest(from, until);
                highest = one == NONE ? highest : Math.max(highest, one + children.raised[i]);
            }
        }
        return highest;
    }

    @Override
    long firstOver(long from, long until, long total) {
        for (int i = firstFrom(from); i < children.size && children.firstTimes[i] < until; i++) {
            if (children.tops[i] > total) {
                long found = children.get(i).firstOver(from, until, total - children.raised[i]);
                if (found != NONE) {
                    return found;
                }
            }
        }
        return NONE;
    }

    @Override
    long lastOver(long from, long until, long total) {
        tally.steps += children.size;
        for (int i = children.size - 1; i >= 0 && children.lastTimes[i] >= from; i--) {
            if (children.firstTimes[i] < until && children.tops[i] > total) {
                long found = children.get(i).lastOver(from, until, total - children.raised[i]);
                if (found != NONE) {
                    return found;
                }
            }
        }
        return NONE;
    }

    @Override
    void newest(long after, long upTo, int most, List<Entry> into) {
        for (int i = children.size - 1; i >= 0 && into.size() < most && children.lastTimes[i] > after; i--) {
            if (children.firstTimes[i] <= upTo) {
                children.get(i).newest(after, upTo, most, into);
            }
        }
    }

    @Override
    boolean hasRoomFor(Node right) {
        return children.size + right.size() <= Children.CAPACITY / 2;
    }

    @Override
    void absorb(Node right) {
        ((Branch) right).children.moveTo(children, 0);
    }

    /** The first child that does not end before a time; a branch counts all its children as steps. */
    private int firstFrom(long from) {
        tally.steps += children.size;
        int i = children.size;
        while (i > 0 && children.lastTimes[i - 1] >= from) {
            i--;
        }
        return i;
    }

    private boolean isWithin(int i, long from, long until) {
        return children.firstTimes[i] >= from && children.lastTimes[i] < until;
    }

    /** The first child that does not end before a payment; {@link #size()} if all do. */
    private int childOf(long time, long reference) {
        int i = 0;
        while (i < children.size
                && (children.lastTimes[i] < time
                        || (children.lastTimes[i] == time && children.lastReferences[i] < reference))) {
            i++;
        }
        tally.steps += i + 1;
        return i;
    }

    private @Nullable Node insert(int at, Node child, long raisedBy) {
        tally.steps += size();
        if (size() < Children.CAPACITY) {
            children.insert(at, child, raisedBy);
            return null;
        }
        Branch right = new Branch(tally);
        int half = at == size() ? size() : size() / 2;
        children.moveTo(right.children, half);
        if (at > half || half == Children.CAPACITY) {
            right.children.insert(at - half, child, raisedBy);
        } else {
            children.insert(at, child, raisedBy);
        }
        return right;
    }

    /** Makes one node of a child and the next. */
    private void join(int i) {
        Node left = children.get(i);
        Node right = children.get(i + 1);
        left.raiseAll(children.raised[i]);
        right.raiseAll(children.raised[i + 1]);
        left.absorb(right);
        children.put(i, left, 0);
        drop(i + 1);
    }

    private void drop(int i) {
        tally.steps += size();
        tally.bytes -= children.get(i).bytes();
        children.drop(i);
    }
}
