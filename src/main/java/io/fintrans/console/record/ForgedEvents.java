package io.fintrans.console.record;

import java.util.ArrayList;
import java.util.List;

/** Records that were passed over because no console of the cluster wrote them; keeps the first hundred. */
final class ForgedEvents {
    private static final int MOST = 100;

    private final List<ChainFault> first = new ArrayList<>();
    private long count;

    synchronized void add(ChainFault fault) {
        count++;
        if (first.size() < MOST) {
            first.add(fault);
        }
    }

    synchronized long count() {
        return count;
    }

    synchronized List<ChainFault> first() {
        return List.copyOf(first);
    }
}
