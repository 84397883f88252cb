package io.fintrans.detector.state;

import io.fintrans.detector.rule.Episodes;
import io.fintrans.detector.rule.Episodes.Told;
import io.fintrans.detector.rule.Episodes.Verdict;
import io.fintrans.detector.rule.PairLedger;
import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.rule.Peak;
import io.fintrans.detector.rule.Track;
import java.util.function.LongSupplier;

/**
 * All payments of the last {@code W + L}, by pair: {@code W} is the longest window of any rule in force, {@code L} how late a payment may come and still have its
 * own window looked at.
 *
 * <p>Time is the largest time of any payment so far, but never more than the watermark, up to which payments may still be on their
 * way here. A payment leaves when it is {@code W + L} behind, so all windows that end in the last {@code L} are held in full. The
 * sum of a pair covers everything held, so it is never less than the total of any window: a pair whose sum does not pass the
 * threshold needs no further look. For the others {@link #ledger} puts the pair's payments in order of time. That is built anew
 * each time as long as the pair is small, and kept up to date once it is large.
 *
 * <p>Not for use by several threads.
 */
public final class PaymentWindow {
    /** Answer of {@link #add}: the sum of the pair would not fit a {@code long}. */
    public static final int OVERFLOW = -1;

    /** How many payments leave in one call, so that none takes long; the others leave in the next ones. */
    private static final int LEAVE_AT_ONCE = 1024;

    private final WindowTime time;
    private final MemoryShare memory;
    private final PairTable pairs = new PairTable();
    private final ArrivalRing ring = new ArrivalRing();
    private final HeldPayments held = new HeldPayments(ring);
    private final HeldPairs heldPairs = new HeldPairs(pairs, ring);
    private final EpisodeTable episodes = new EpisodeTable();
    private final RuleLedgers ledgers;
    private long shortenedTo = Long.MIN_VALUE;
    private boolean leaving;

    /**
     * Makes an empty one.
     *
     * @param rules that will be asked for
     */
    public PaymentWindow(PairRules rules, MemoryBudget budget) {
        this.time = new WindowTime(rules.horizon());
        this.memory = new MemoryShare(budget);
        this.ledgers = new RuleLedgers(ring, pairs, rules.all());
        account();
    }

    /** Goes on with other rules. What they say of the time up to now must be the same. */
    public void adopt(PairRules rules) {
        time.adopt(rules.horizon());
        ledgers.adopt(rules.all());
        account();
    }

    /** Whether a payment of that time would count in no window that is held. */
    public boolean isLate(long paymentTime) {
        return time.isLate(paymentTime);
    }

    /** Adds a payment as the other {@link #add} does, and notes the names of its pair. */
    public int add(PairKey pair, long paymentTime, long amount, int origin, long place, PairLimits limits) {
        int row = add(pair.high(), pair.low(), paymentTime, amount, origin, place, limits);
        if (row != OVERFLOW && pairs.name(row, pair.source(), pair.target())) {
            account();
        }
        return row;
    }

    /**
     * Adds a payment, after those that its time makes too old have left. The names of its pair stay as they are.
     *
     * @param high first half of the pair's hash
     * @param low second half of the pair's hash
     * @param paymentTime milliseconds since 1970, not {@link #isLate late}
     * @param amount minor units, more than zero, at most {@link io.fintrans.transaction.Money#MAX_MINOR_UNITS}
     * @param origin number of the partition it came from, under 65536
     * @param place where it stands there, as of {@link Place}
     * @param limits of its pair
     * @return the pair's row, good until the next call, or {@link #OVERFLOW} if nothing was added
     */
    public int add(long high, long low, long paymentTime, long amount, int origin, long place, PairLimits limits) {
        int row = pairs.find(high, low);
        while (overflows(row, amount)) {
            if (!leaving) {
                return OVERFLOW;
            }
            expire();
            row = pairs.find(high, low);
        }
        if (time.sees(paymentTime) || leaving) {
            row = advance() ? pairs.find(high, low) : row;
        }
        if (row == PairTable.NONE) {
            row = pairs.insert(high, low);
        }
        long sequence = ring.append(paymentTime, amount, origin, place, row, pairs.newest(row));
        pairs.update(row, amount, sequence);
        ledgers.add(row, paymentTime, amount, origin, limits, sequence);
        account();
        return row;
    }

    /** Lets time come as far as the watermark, and no further until the next call; without any call it follows the payments. */
    public void follow(long reached) {
        time.follow(reached);
        advance();
    }

    /** How far time would come with a payment of that time and a watermark, in milliseconds since 1970. */
    public long timeWith(long paymentTime, long reached) {
        return time.with(paymentTime, reached);
    }

    /** The watermark; {@link Long#MAX_VALUE} if time follows the payments. */
    public long watermark() {
        return time.watermark();
    }

    /** The sum of the pair's payments that are held, in minor units: at least the total of any of its windows. */
    public long sum(int row) {
        return pairs.sum(row);
    }

    /** Time of the pair's payment that came before the newest, in milliseconds since 1970; {@link Long#MIN_VALUE} if none is held. */
    public long timeBefore(int row) {
        long before = ring.previous(pairs.newest(row));
        return before == ArrivalRing.NONE ? Long.MIN_VALUE : ring.time(before);
    }

    /** The pair's payments that a rule counts, in order of time; what they are known by is what the other methods here take. Good until the next call. */
    public PairLedger ledger(int row, PairRule rule, PairLimits limits) {
        Ledgers ofRule = ledgers.of(rule);
        PairLedger ledger = ofRule.find(row, limits);
        if (ledger == null) {
            long wanted = ofRule.bytesToKeep(row);
            makeRoom(wanted, wanted, pairs.newest(row));
            ledger = ofRule.find(row, limits);
        }
        if (ledger == null) {
            ledger = ofRule.keep(row, limits);
            memory.set(bytes());
        }
        return ledger;
    }

    /**
     * Looks after a pair in which a rule finds nothing: one with many payments has its ledger kept already, so that no call must put
     * all of them in order when it does.
     *
     * @param limits as of {@link #ledger}
     */
    public void prepare(int row, PairRule rule, PairLimits limits) {
        if (pairs.payments(row) >= Ledgers.MANY && !ledgers.of(rule).has(row)) {
            ledger(row, rule, limits);
        }
    }

    /**
     * Puts windows of the pair over the limit of a rule into their episode, as of {@link Episodes#judge}.
     *
     * @param number by which the track is known
     */
    public Verdict judge(int row, int number, Track track, Peak peak, Told told, LongSupplier newId) {
        return episodes.judge(row, number, peak, track, heldFrom(), heldInFullFrom(), told, newId);
    }

    /** The episodes of pairs, by the pair's row. */
    public EpisodeTable episodes() {
        return episodes;
    }

    /** The pairs, by their rows. */
    public HeldPairs heldPairs() {
        return heldPairs;
    }

    /** The payments, by what a ledger knows them by. */
    public HeldPayments held() {
        return held;
    }

    /** How far time has come; {@link Long#MIN_VALUE} before the first payment, and as long as there is no watermark. */
    public long time() {
        return time.now();
    }

    /**
     * Windows that end before this time hold no payment any more. Those that end less than {@code L} behind {@link #time} are held
     * in full; what lies between may have lost payments, so that its totals are too low but never too high. 0 before the first
     * payment: there are no times before 1970.
     */
    public long heldFrom() {
        return time.heldFrom();
    }

    /** Windows that end from this time on have lost no payment to time; 0 before time is known. */
    public long heldInFullFrom() {
        return time.heldInFullFrom();
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

    /** How many entries of ledgers were looked at or moved so far: the cost of order, without a clock. */
    long steps() {
        return ledgers.steps();
    }

    /** The memory that this takes, in bytes. */
    public long bytes() {
        return pairs.bytes() + ring.bytes() + ledgers.bytes() + episodes.bytes();
    }

    /** Gives all memory back. The window must not be used afterwards. */
    public void close() {
        memory.set(0);
    }

    private boolean overflows(int row, long amount) {
        return row != PairTable.NONE && pairs.sum(row) > Long.MAX_VALUE - amount;
    }

    /** Moves time on if it may; whether payments left. */
    private boolean advance() {
        return time.advance() && expire();
    }

    /** Lets payments leave that it is time for; whether any did. */
    private boolean expire() {
        long oldest = time.leftUpTo();
        int left = 0;
        for (; left < LEAVE_AT_ONCE && !ring.isEmpty() && ring.time(ring.head()) <= oldest; left++) {
            pop();
        }
        leaving = left == LEAVE_AT_ONCE;
        return left > 0;
    }

    private void pop() {
        long sequence = ring.head();
        int row = ring.row(sequence);
        if (pairs.newest(row) == sequence) {
            // The pair's last payment leaves, so all its windows are over, and with them its episodes.
            ledgers.forget(row);
            episodes.remove(row);
            pairs.remove(row);
        } else {
            pairs.takeOut(row, ring.amount(sequence));
            ledgers.remove(row, sequence);
        }
        ring.pop();
    }

    /** Tells the budget what has been added, and lets the oldest payments leave for what was not there. */
    private void account() {
        long before = memory.taken();
        memory.set(bytes());
        makeRoom(memory.taken() - before);
    }

    /** Lets the oldest payments leave, until nothing is lacking for what was taken beside this window, or as much was given. */
    void makeRoom(long taken) {
        makeRoom(taken, 0, ring.head() + ring.size() - 1);
    }

    /** Lets the oldest payments leave, up to one, until the budget has what is wanted or this window has given as much. */
    private void makeRoom(long most, long wanted, long upTo) {
        long enough = memory.taken() - most;
        while (memory.taken() > enough && memory.lacks(wanted) && ring.head() < upTo) {
            shed();
        }
    }

    /** The oldest payment leaves early. */
    private void shed() {
        shortenedTo = Math.max(shortenedTo, ring.time(ring.head()));
        pop();
        ring.trim();
        memory.set(bytes());
    }
}
