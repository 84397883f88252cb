package io.fintrans.detector.state;

import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;

/** Adds payments that are known by a few numbers. */
final class Paying {
    private Paying() {}

    /**
     * Adds the only payment of a record.
     *
     * @param amount in cents
     * @param origin as the state calls a partition
     */
    static int add(PairState state, PairKey pair, long time, long amount, int origin, long offset, long limit) {
        return state.add(pair, of(pair, amount, 0), time, origin, offset, (rule, from) -> limit);
    }

    /** A payment without a time of its own. */
    static Payment of(PairKey pair, long amount, int index) {
        return Payment.of(pair.source(), pair.target(), Money.usd(amount)).at(index);
    }
}
