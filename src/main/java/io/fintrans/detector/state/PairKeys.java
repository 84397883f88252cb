package io.fintrans.detector.state;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.fintrans.accounts.AccountTable;
import io.fintrans.transaction.AccountId;

/**
 * Makes the keys of pairs. Older journals know pairs by nothing but this hash, so it never changes.
 *
 * <p>Not for use by several threads.
 */
public final class PairKeys {
    private static final Hasher128 HASH = Hashing.xxh3_128();

    /** Accounts have no spaces, so two different pairs never give the same bytes. */
    private final byte[] pair = new byte[2 * AccountId.MAX_LENGTH + 1];

    /** The key of what one account pays another. */
    public PairKey of(AccountId source, AccountId target) {
        int end = source.copyTo(pair, 0);
        pair[end++] = ' ';
        HashValue128 hash = hash(target.copyTo(pair, end));
        return new PairKey(source, target, hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }

    /** The first half of the hash of a pair whose accounts are known by number. */
    long high(AccountTable accounts, int source, int target) {
        int end = accounts.copyTo(source, pair, 0);
        pair[end++] = ' ';
        return hash(accounts.copyTo(target, pair, end)).getMostSignificantBits();
    }

    private HashValue128 hash(int length) {
        return HASH.hashBytesTo128Bits(pair, 0, length);
    }
}
