package io.fintrans.detector.state;

import io.fintrans.detector.rule.PairLedger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The ledgers of pairs that are looked at. A small pair's is made anew each time; a larger one's is made once, from the chain of its
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
    private final long windowMillis;
    private final Map<Integer, PairLedger> kept = new HashMap<>();
    private final PairLedger scratch;
    private final long[] segment = new long[SMALL];
    private long bytes;
    /** The ledger that was asked for last is nearly always asked for again. */
    private @Nullable PairLedger last;

    private int lastRow = PairTable.NONE;

    Ledgers(ArrivalRing ring, PairTable pairs, long windowMillis) {
        this.ring = ring;
        this.pairs = pairs;
        this.windowMillis = windowMillis;
        this.scratch = new PairLedger(windowMillis);
    }

    /** The pair's ledger, if it is kept or small; good until the next call. */
    @Nullable
    PairLedger find(int row, IntToLongFunction limits) {
        if (pairs.hasLedger(row)) {
            return kept(row);
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
    PairLedger keep(int row, IntToLongFunction limits) {
        PairLedger ledger = new PairLedger(windowMillis);
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
    void add(int row, long time, long amount, long limit, long sequence) {
        if (pairs.hasLedger(row)) {
            PairLedger ledger = kept(row);
            bytes -= ledger.bytes();
            ledger.add(time, amount, limit, sequence);
            bytes += ledger.bytes();
        }
    }

    /** Takes a payment out, if the pair's ledger is kept. */
    void remove(int row, long sequence) {
        if (pairs.hasLedger(row)) {
            PairLedger ledger = kept(row);
            bytes -= ledger.bytes();
            ledger.remove(ring.time(sequence), sequence);
            bytes += ledger.bytes();
        }
    }

    /** Forgets the pair's ledger, if it is kept. */
    void forget(int row) {
        if (pairs.hasLedger(row)) {
            PairLedger ledger = Objects.requireNonNull(kept.remove(row));
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

    private PairLedger kept(int row) {
        if (lastRow != row || last == null) {
            last = Objects.requireNonNull(kept.get(row));
            lastRow = row;
        }
        return last;
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
    private void add(PairLedger ledger, int length, IntToLongFunction limits) {
        for (int i = length - 1; i >= 0; i--) {
            long sequence = segment[i];
            ledger.add(ring.time(sequence), ring.amount(sequence), limits.applyAsLong(ring.origin(sequence)), sequence);
        }
    }
}
