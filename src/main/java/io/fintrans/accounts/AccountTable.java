package io.fintrans.accounts;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.fintrans.transaction.AccountId;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The names of accounts, each kept once and known by a number for as long as anybody holds it. Numbers are used again, so that the largest is
 * little above the most accounts that there have been at once.
 *
 * <p>The index is a table of chains, as many as there are accounts. It grows by one chain with each account that does not fit, whose names are taken
 * from one other chain (Litwin, Linear Hashing, 1980), so that no growth is felt. Nobody outside knows the hash, so nobody
 * can choose names that all come into one chain.
 */
public final class AccountTable {
    public static final Hasher64 HASH = Hashing.xxh3_64(new SplittableRandom().nextLong());

    /** No account; the numbers of accounts begin later. */
    public static final int NONE = AccountSlots.NONE;

    private static final int CHUNK_BITS = 10;
    private static final int CHUNK_CHAINS = 1 << CHUNK_BITS;
    private static final long CHUNK_BYTES = CHUNK_CHAINS * 4L + 16;

    private final AccountSlots slots = new AccountSlots();

    private int[][] firsts = new int[16][];
    private int chains = CHUNK_CHAINS;
    /** All ones: the largest power of two that is not above the number of chains, less one. */
    private int mask = CHUNK_CHAINS - 1;

    private int size;

    public AccountTable() {
        firsts[0] = new int[CHUNK_CHAINS];
    }

    /** The number of an account, which one more holds from now on. */
    public int hold(AccountId account) {
        int chain = chain(account.hash(HASH));
        int number = find(chain, account);
        if (number == AccountSlots.NONE) {
            number = slots.keep(account);
            link(chain, number);
            if (++size > chains) {
                split();
            }
        }
        slots.addHolders(number, 1);
        return number;
    }

    /** The number of an account, or {@link #NONE} if nobody holds it. */
    public int find(AccountId account) {
        return find(chain(account.hash(HASH)), account);
    }

    private int find(int chain, AccountId account) {
        int number = first(chain);
        while (number != NONE && !slots.has(number, account)) {
            number = slots.link(number);
        }
        return number;
    }

    /** One holds the account no more; the last one's name is forgotten, and its number may be another's. */
    public void release(int number) {
        if (slots.addHolders(number, -1) == 0) {
            unlink(chain(slots.hash(number, HASH)), number);
            slots.forget(number);
            size--;
        }
    }

    public AccountId name(int number) {
        return slots.name(number);
    }

    /** Copies a name to {@code target} at {@code to}; returns the position behind it. */
    public int copyTo(int number, byte[] target, int to) {
        return slots.copyTo(number, target, to);
    }

    /** How many accounts there are. */
    public int size() {
        return size;
    }

    /** The memory that this takes, with what is there twice while it grows, in bytes. */
    public long bytes() {
        return slots.bytes() + ((chains + CHUNK_CHAINS - 1) >>> CHUNK_BITS) * CHUNK_BYTES + firsts.length * 12L;
    }

    /** Makes one chain more, of the names of an older one for which there is one bit more of the hash now. */
    private void split() {
        int added = chains++;
        if ((added & (CHUNK_CHAINS - 1)) == 0) {
            int chunk = added >>> CHUNK_BITS;
            firsts = chunk < firsts.length ? firsts : Arrays.copyOf(firsts, chunk * 2);
            firsts[chunk] = new int[CHUNK_CHAINS];
        }
        int older = added & mask;
        if (chains == 2 * (mask + 1)) {
            mask = 2 * mask + 1;
        }
        int number = first(older);
        setFirst(older, AccountSlots.NONE);
        while (number != AccountSlots.NONE) {
            int next = slots.link(number);
            link(chain(slots.hash(number, HASH)), number);
            number = next;
        }
    }

    private int chain(long hash) {
        int chain = (int) hash & (2 * mask + 1);
        return chain < chains ? chain : chain & mask;
    }

    private void link(int chain, int number) {
        slots.setLink(number, first(chain));
        setFirst(chain, number);
    }

    private void unlink(int chain, int number) {
        int next = slots.link(number);
        int at = first(chain);
        if (at == number) {
            setFirst(chain, next);
            return;
        }
        while (slots.link(at) != number) {
            at = slots.link(at);
        }
        slots.setLink(at, next);
    }

    private int first(int chain) {
        return firsts[chain >>> CHUNK_BITS][chain & (CHUNK_CHAINS - 1)];
    }

    private void setFirst(int chain, int number) {
        firsts[chain >>> CHUNK_BITS][chain & (CHUNK_CHAINS - 1)] = number;
    }
}
