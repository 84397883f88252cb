package io.fintrans.testing;

import io.fintrans.detector.state.PairKey;
import io.fintrans.detector.state.PairKeys;
import io.fintrans.transaction.AccountId;

/** Pairs by number, whose accounts are named after it. */
public final class TestPairs {
    private TestPairs() {}

    public static PairKey pair(long number) {
        return pair("from" + number, "to" + number);
    }

    public static PairKey pair(String source, String target) {
        return new PairKeys().of(AccountId.of(source), AccountId.of(target));
    }
}
