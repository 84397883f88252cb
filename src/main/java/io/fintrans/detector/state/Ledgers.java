package io.fintrans.detector.state;

import io.fintrans.detector.rule.PairLedger;
import io.fintrans.detector.rule.PairRule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ledgers of pairs that a rule looks at. A small pair's is made anew each time; a larger one's is made once, from the chain of its
 * payments in the ring, and kept until the pair's last payment leaves.
 */
final class Ledgers {
    /** A pair with more payments than this keeps its ledger. */
    static final int SMALL = 64;

    /** A pair with so many payments keeps its ledger even if it has never passed the threshold. */
    static final int MANY = 8192;

    /** What a payment takes in a ledger that is filled in order of time; out of order up to twice as much. */
    private static final long BYTES_A_PAYMENT = 40;
    /** An entry of the map, with its part of the map's table while that grows. */
    private static final long BYTES_AN_ENTRY = 128;

    private final ArrivalRing ring;
    private final PairTable pairs;
    private PairRule rule;
    private final Map<Integer, PairLedger> kept = new HashMap<>();
    private final PairLedger scratch;
    private final long[] segment = new long[SMALL];
    private long bytes;
    /** The ledger that was asked for last is nearly always asked for again. */
    private @Nullable PairLedger last;

    private int lastRow = PairTable.NONE;

    /** @param rule what its ledgers are made for */
    Ledgers(ArrivalRing ring, PairTable pairs, PairRule rule) {
        this.ring = ring;
        this.pairs = pairs;
        this.rule = rule;
        this.scratch = empty();
    }

    private PairLedger empty() {
        return new PairLedger(rule.spec().window().toMillis(), rule.steps());
    }

    /** What its ledgers are made for. */
    PairRule rule() {
        return rule;
    }

    /** Goes on for the same version, of which more is known now: until when it is in force. */
    void goOn(PairRule same) {
        rule = same;
    }

    /** The pair's ledger, if it is kept or small; good until the next call. */
    @Nullable
    PairLedger find(int row, PairLimits limits) {
        PairLedger found = kept(row);
        if (found != null) {
            return found;
        }
        int length = walk(pairs.newest(row));
        if (length == SMALL && ring.previous(segment[SMALL - 1]) != ArrivalRing.NONE) {
            return null;
        }
        scratch.clear();
        add(scratch, length, limits);
        return scratch;
    }

    /** The memory that {@link #keep} will take at least, in bytes. */
    long bytesToKeep(int row) {
        long payments = 0;
        for (long at = pairs.newest(row); at != ArrivalRing.NONE; at = ring.previous(at)) {
            payments++;
        }
        return payments * BYTES_A_PAYMENT;
    }

    /** Makes the ledger of a larger pair, to be kept. */
    PairLedger keep(int row, PairLimits limits) {
        PairLedger ledger = empty();
        long[] segments = new long[16];
        int count = 0;
        long length = 0;
        for (long at = pairs.newest(row); at != ArrivalRing.NONE; at = ring.previous(at)) {
            if (length++ % SMALL == 0) {
                segments = count < segments.length ? segments : Arrays.copyOf(segments, count * 2);
                segments[count++] = at;
            }
        }
        // From the oldest on, because what comes in order of time is quickest to add.
        while (count > 0) {
            add(ledger, walk(segments[--count]), limits);
        }
        kept.put(row, ledger);
        pairs.setHasLedger(row);
        bytes += ledger.bytes() + BYTES_AN_ENTRY;
        return ledger;
    }

    /** Adds a payment, if the pair's ledger is kept. */
    void add(int row, long time, long amount, int origin, PairLimits limits, long sequence) {
        PairLedger ledger = kept(row);
        long weight = ledger == null ? 0 : rule.weight(time, amount);
        if (ledger != null && weight > 0) {
            bytes -= ledger.bytes();
            ledger.add(time, weight, limits.limit(rule, origin), sequence);
            bytes += ledger.bytes();
        }
    }

    /** Takes a payment out, if the pair's ledger is kept. */
    void remove(int row, long sequence) {
        PairLedger ledger = kept(row);
        if (ledger != null) {
            bytes -= ledger.bytes();
            ledger.remove(ring.time(sequence), sequence);
            bytes += ledger.bytes();
        }
    }

    /** Forgets the pair's ledger, if it is kept. */
    void forget(int row) {
        PairLedger ledger = kept(row);
        if (ledger != null) {
            kept.remove(row);
            bytes -= ledger.bytes() + BYTES_AN_ENTRY;
            last = null;
        }
    }

    /** How many entries were looked at or moved so far in all ledgers that there are. */
    long steps() {
        return scratch.steps()
                + kept.values().stream().mapToLong(PairLedger::steps).sum();
    }

    /** The memory that all ledgers take, in bytes. */
    long bytes() {
        return bytes + scratch.bytes();
    }

    private @Nullable PairLedger kept(int row) {
        if (!pairs.hasLedger(row)) {
            return null;
        }
        if (lastRow != row || last == null) {
            last = kept.get(row);
            lastRow = row;
        }
        return last;
    }

    /** Whether the pair's ledger is kept. */
    boolean has(int row) {
        return kept(row) != null;
    }

    /** Notes a payment and those of the pair before it, newest first; returns how many. */
    private int walk(long newest) {
        int length = 0;
        for (long at = newest; at != ArrivalRing.NONE && length < SMALL; at = ring.previous(at)) {
            segment[length++] = at;
        }
        return length;
    }

    /** Adds the payments that {@link #walk} has noted, oldest first. */
    private void add(PairLedger ledger, int length, PairLimits limits) {
        for (int i = length - 1; i >= 0; i--) {
            long sequence = segment[i];
            long weight = rule.weight(ring.time(sequence), ring.amount(sequence));
            if (weight > 0) {
                ledger.add(ring.time(sequence), weight, limits.limit(rule, ring.origin(sequence)), sequence);
            }
        }
    }
}
