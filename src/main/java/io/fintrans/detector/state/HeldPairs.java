package io.fintrans.detector.state;

import io.fintrans.alert.Subject;
import org.jspecify.annotations.Nullable;

/** The pairs that have a payment in a window, by their row; a row is a pair's until the next payment is added or time moves on. */
public final class HeldPairs {
    private final PairTable pairs;
    private final ArrivalRing ring;

    HeldPairs(PairTable pairs, ArrivalRing ring) {
        this.pairs = pairs;
        this.ring = ring;
    }

    /** The row of a pair; negative if it has no payment here. */
    public int find(PairKey pair) {
        return pairs.find(pair.high(), pair.low());
    }

    /**
     * The first row of a pair from that one on, in no order that means anything; negative behind the last. A pair's row is the same for as long
     * as it has payments, so a walk may go on after others were added: it meets all that were there from its begin to its end.
     */
    public int next(int from) {
        return pairs.next(from);
    }

    /** Rows are numbers below this. */
    public int rows() {
        return pairs.rows();
    }

    /** How many payments the pair in a row has; 0 if there is none, and up to 16383 if it had as many. */
    public int payments(int row) {
        return pairs.payments(row);
    }

    /** A pair's names; null as long as it has no payment but from a journal that had no names. */
    public Subject.@Nullable Pair names(int row) {
        return pairs.names(row);
    }

    /** Whether this very payment of the pair is held; takes a step for each of the pair's payments. */
    public boolean holds(PairKey pair, long time, long amount, int origin, long place) {
        int row = find(pair);
        return row != PairTable.NONE && ring.chainHolds(pairs.newest(row), time, amount, origin, place);
    }

    /** Loads what the next payments need, which are of these pairs: their memory is waited for together then, and not one after another. */
    void load(PairKey[] keys, int count) {
        pairs.load(keys, count);
    }
}
