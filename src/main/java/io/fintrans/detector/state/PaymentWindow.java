package io.fintrans.detector.state;

import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.rule.Episodes;
import io.fintrans.detector.rule.PairLedger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToLongFunction;

/**
 * All payments of the last {@code W + L}, by pair: {@code W} is the window, {@code L} how late a payment may come and still have its
 * own window looked at.
 *
 * <p>Time is the largest time of any payment so far, but never more than the watermark, up to which payments may still be on their
 * way here. A payment leaves when it is {@code W + L} behind, so all windows that end in the last {@code L} are held in full. The sum of a pair covers everything held, so it is never less than the total of any
 * window: a pair whose sum does not pass the threshold needs no further look. For the others {@link #ledger} puts the pair's
 * payments in order of time. That is built anew each time as long as the pair is small, and kept up to date once it is large.
 *
 * <p>Not for use by several threads.
 */
public final class PaymentWindow {
    /** Answer of {@link #add}: the sum of the pair would not fit a {@code long}. */
    public static final int OVERFLOW = -1;

    /** A pair with more payments than this keeps its ledger. */
    private static final int KEEP_LEDGER_FROM = 64;

    private final long windowMillis;
    private final long latenessMillis;
    private final MemoryBudget budget;

    private final PairTable pairs = new PairTable();
    private final ArrivalRing ring = new ArrivalRing();
    private final Map<Integer, PairLedger> ledgers = new HashMap<>();
    private final Map<Integer, Episodes> episodes = new HashMap<>();
    private final PairLedger scratch = new PairLedger();
    private long[] chain = new long[KEEP_LEDGER_FROM * 2];

    private long newest = Long.MIN_VALUE;
    private long watermark = Long.MAX_VALUE;
    private long time = Long.MIN_VALUE;
    private long shortenedTo = Long.MIN_VALUE;
    private long ledgerBytes;
    private long accounted;

    public PaymentWindow(long windowMillis, long latenessMillis, MemoryBudget budget) {
        this.windowMillis = windowMillis;
        this.latenessMillis = latenessMillis;
        this.budget = budget;
        account();
    }

    /** Whether a payment of that time would count in no window that is held. */
    public boolean isLate(long paymentTime) {
        return time != Long.MIN_VALUE && paymentTime <= time - windowMillis - latenessMillis;
    }

    /**
     * Adds a payment, after those that its time makes too old have left.
     *
     * @param high first half of the pair's hash
     * @param low second half of the pair's hash
     * @param paymentTime milliseconds since 1970, not {@link #isLate late}
     * @param amount minor units, more than zero
     * @param origin number of the partition it came from, under 65536
     * @param offset its offset there
     * @param limit threshold for a window that ends with it, in minor units
     * @return the pair's row, good until the next call, or {@link #OVERFLOW} if nothing was added
     */
    public int add(long high, long low, long paymentTime, long amount, int origin, long offset, long limit) {
        int row = pairs.find(high, low);
        if (row != PairTable.NONE && pairs.sum(row) > Long.MAX_VALUE - amount) {
            return OVERFLOW;
        }
        if (paymentTime > newest) {
            newest = paymentTime;
            if (advance()) {
                row = pairs.find(high, low);
            }
        }
        if (ring.needsChunk() || (row == PairTable.NONE && pairs.needsChunk())) {
            makeRoom(row == PairTable.NONE);
            row = pairs.find(high, low);
        }
        if (row == PairTable.NONE) {
            row = pairs.insert(high, low);
        }
        long sequence = ring.append(paymentTime, amount, origin, offset, row, pairs.newest(row));
        pairs.update(row, amount, sequence);
        if (pairs.hasLedger(row)) {
            addToLedger(row, paymentTime, amount, limit, sequence);
        }
        return row;
    }

    /**
     * Lets time come as far as the watermark, and no further until the next call; without any call it follows the payments.
     *
     * @param reached milliseconds since 1970
     */
    public void follow(long reached) {
        watermark = reached;
        advance();
    }

    /** The watermark; {@link Long#MAX_VALUE} if time follows the payments. */
    public long watermark() {
        return watermark;
    }

    /** The sum of the pair's payments that are held, in minor units: at least the total of any of its windows. */
    public long sum(int row) {
        return pairs.sum(row);
    }

    /**
     * The pair's payments in order of time; {@link PairLedger#reference} is what the other methods here take. Good until the next
     * call.
     *
     * @param limits gives the threshold for a window that ends with a payment from an origin
     */
    public PairLedger ledger(int row, IntToLongFunction limits) {
        if (pairs.hasLedger(row)) {
            return kept(row);
        }
        int length = 0;
        for (long at = pairs.newest(row); at != ArrivalRing.NONE; at = ring.previous(at)) {
            if (length == chain.length) {
                chain = Arrays.copyOf(chain, length * 2);
            }
            chain[length++] = at;
        }
        boolean keep = length > KEEP_LEDGER_FROM;
        PairLedger ledger = keep ? new PairLedger() : scratch;
        ledger.clear();
        for (int i = length - 1; i >= 0; i--) {
            long sequence = chain[i];
            ledger.add(ring.time(sequence), ring.amount(sequence), limits.applyAsLong(ring.origin(sequence)), sequence);
        }
        if (keep) {
            ledgers.put(row, ledger);
            pairs.setHasLedger(row);
            ledgerBytes += ledger.bytes();
            account();
        }
        return ledger;
    }

    /** The pair's episodes. */
    public Episodes episodes(int row) {
        return episodes.computeIfAbsent(row, absent -> new Episodes());
    }

    /** Puts back an episode of the pair as it was journalled. */
    void restore(int row, Episode episode) {
        episodes(row).restore(episode);
    }

    /** Whether this very payment of the pair is held; takes a step for each of the pair's payments. */
    public boolean holds(long high, long low, long paymentTime, long amount, int origin, long offset) {
        int row = pairs.find(high, low);
        return row != PairTable.NONE && ring.chainHolds(pairs.newest(row), paymentTime, amount, origin, offset);
    }

    /** The origin of a payment in a ledger. */
    public int origin(long reference) {
        return ring.origin(reference);
    }

    /** The offset of a payment in a ledger. */
    public long offset(long reference) {
        return ring.offset(reference);
    }

    /** The amount of a payment in a ledger, in minor units. */
    public long amount(long reference) {
        return ring.amount(reference);
    }

    /** How far time has come; {@link Long#MIN_VALUE} before the first payment. */
    public long time() {
        return time;
    }

    /**
     * Windows that end before this time hold no payment any more. Those that end less than {@code L} behind {@link #time} are held
     * in full; what lies between may have lost payments, so that its totals are too low but never too high. 0 before the first
     * payment: there are no times before 1970.
     */
    public long heldFrom() {
        return time == Long.MIN_VALUE ? 0 : time - windowMillis - latenessMillis + 1;
    }

    /** If the budget made payments leave early: the time of the newest that did; otherwise {@link Long#MIN_VALUE}. */
    public long shortenedTo() {
        return shortenedTo >= heldFrom() ? shortenedTo : Long.MIN_VALUE;
    }

    /** How many payments are held. */
    public long payments() {
        return ring.size();
    }

    /** How many pairs they are between. */
    public int pairs() {
        return pairs.size();
    }

    /** The memory that this takes, in bytes. */
    public long bytes() {
        return pairs.bytes() + ring.bytes() + ledgerBytes;
    }

    /** Gives all memory back. The window must not be used afterwards. */
    public void close() {
        budget.giveBack(accounted);
        accounted = 0;
    }

    /** Moves time on if it may; whether payments left by that. */
    private boolean advance() {
        long reached = Math.min(newest, watermark);
        if (reached <= time) {
            return false;
        }
        time = reached;
        return expire();
    }

    private boolean expire() {
        long oldest = time - windowMillis - latenessMillis;
        boolean expired = false;
        while (!ring.isEmpty() && ring.time(ring.head()) <= oldest) {
            pop();
            expired = true;
        }
        return expired;
    }

    private void pop() {
        long sequence = ring.head();
        int row = ring.row(sequence);
        if (pairs.newest(row) == sequence) {
            forget(row);
        } else {
            pairs.addToSum(row, -ring.amount(sequence));
            if (pairs.hasLedger(row)) {
                kept(row).remove(sequence);
            }
        }
        ring.pop();
    }

    /** The pair's last payment leaves, so all its windows are over, and with them its episodes. */
    private void forget(int row) {
        if (pairs.hasLedger(row)) {
            ledgerBytes -= kept(row).bytes();
            ledgers.remove(row);
        }
        if (!episodes.isEmpty()) {
            episodes.remove(row);
        }
        pairs.remove(row);
    }

    private void addToLedger(int row, long paymentTime, long amount, long limit, long sequence) {
        PairLedger ledger = kept(row);
        long before = ledger.bytes();
        ledger.add(paymentTime, amount, limit, sequence);
        ledgerBytes += ledger.bytes() - before;
    }

    private PairLedger kept(int row) {
        return Objects.requireNonNull(ledgers.get(row));
    }

    /** Takes memory for new chunks from the budget, or else lets the oldest payments leave until their chunks are free. */
    private void makeRoom(boolean newPair) {
        account();
        while ((ring.needsChunk() || (newPair && pairs.needsChunk())) && !ring.isEmpty()) {
            long wanted = ring.needsChunk() ? ArrivalRing.chunkBytes() : PairTable.chunkBytes();
            if (budget.tryTake(wanted)) {
                budget.giveBack(wanted);
                return;
            }
            shortenedTo = Math.max(shortenedTo, ring.time(ring.head()));
            pop();
        }
    }

    /** Tells the budget what this takes by now. */
    private void account() {
        long bytes = bytes();
        budget.take(bytes - accounted);
        accounted = bytes;
    }
}
