package io.fintrans.detector.state;

import io.fintrans.transaction.AccountId;

/** What a pair of accounts is known by: its names, and their hash. Only {@link PairKeys} makes any, so that they always agree. */
public final class PairKey {
    private final AccountId source;
    private final AccountId target;
    private final long high;
    private final long low;

    PairKey(AccountId source, AccountId target, long high, long low) {
        this.source = source;
        this.target = target;
        this.high = high;
        this.low = low;
    }

    /** Who pays. */
    public AccountId source() {
        return source;
    }

    /** Who is paid. */
    public AccountId target() {
        return target;
    }

    /** First half of the hash. */
    public long high() {
        return high;
    }

    /** Second half of the hash. */
    public long low() {
        return low;
    }
}
