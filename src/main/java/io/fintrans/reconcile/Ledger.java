package io.fintrans.reconcile;

import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Rejection.Reason;
import io.fintrans.transaction.Transaction;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Every record below the cut, in columns with one entry a slot: 24 bytes a record with {@link PairIndex}, and no object.
 */
final class Ledger {
    /** What {@link #requiredBytes} reckons for the names of the pairs, a record. */
    private static final int BYTES_A_RECORD = 20 + 4 + 24;

    private static final int NO_RECORD = -1;
    private static final int NO_PAYMENT = -2;

    private final Cut cut;
    private final Content content = new Content();
    private final PairNames pairs = new PairNames();
    private final int[] pair;
    private final long[] time;
    /** Minor units; of a record that is no payment, a bit for each reason. */
    private final long[] amount;

    private final BitSet rejected = new BitSet();
    private final long[] records;
    private final long[] lastOffsets;

    Ledger(Cut cut) {
        this.cut = cut;
        this.pair = new int[cut.slots()];
        this.time = new long[cut.slots()];
        this.amount = new long[cut.slots()];
        this.records = new long[cut.ranges().size()];
        this.lastOffsets = new long[cut.ranges().size()];
        Arrays.fill(pair, NO_RECORD);
        Arrays.fill(lastOffsets, -1);
    }

    /** The heap that a proof of so many records needs at most, if every payment has a pair of its own with short names. */
    static long requiredBytes(long slots) {
        return slots * BYTES_A_RECORD;
    }

    Cut cut() {
        return cut;
    }

    PairNames pairs() {
        return pairs;
    }

    /** Takes in a record; one that is not in the cut is ignored. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        int slot = cut.slot(new Coordinates(record.topic(), record.partition(), record.offset()));
        if (slot < 0) {
            return;
        }
        int range = cut.rangeOf(slot);
        records[range]++;
        lastOffsets[range] = Math.max(lastOffsets[range], record.offset());
        time[slot] = record.timestamp();
        Decoded decoded = content.decode(record);
        Set<Reason> faults = content.faults(record, decoded);
        if (faults.isEmpty() && decoded instanceof Transaction transaction) {
            pair[slot] = pairs.intern(transaction.source(), transaction.target());
            amount[slot] = transaction.amount().minorUnits();
        } else {
            pair[slot] = NO_PAYMENT;
            faults.forEach(reason -> amount[slot] |= bit(reason));
        }
    }

    /** How many records a range of the cut holds. */
    long records(int range) {
        return records[range];
    }

    /** The offset of the last record of a range, or -1; behind it there may be marks of transactions. */
    long lastOffset(int range) {
        return lastOffsets[range];
    }

    /** Whether there is a record in the slot at all. */
    boolean isRecord(int slot) {
        return pair[slot] != NO_RECORD;
    }

    /** Whether the record's content is a payment. */
    boolean isReadable(int slot) {
        return pair[slot] >= 0;
    }

    /** Whether the record is a payment that must be counted. */
    boolean counts(int slot) {
        return pair[slot] >= 0 && !rejected.get(slot);
    }

    boolean isRejected(int slot) {
        return rejected.get(slot);
    }

    /** Says that the slot's record is in {@code fintrans.rejected}. */
    void markRejected(int slot) {
        rejected.set(slot);
    }

    int pair(int slot) {
        return pair[slot];
    }

    /** The record's timestamp, in milliseconds since 1970. */
    long time(int slot) {
        return time[slot];
    }

    /** In minor units; only for a payment. */
    long amount(int slot) {
        return amount[slot];
    }

    /** Why the record is no payment; none if it is one. */
    Set<Reason> faults(int slot) {
        Set<Reason> faults = EnumSet.noneOf(Reason.class);
        if (pair[slot] == NO_PAYMENT) {
            for (Reason reason : Reason.values()) {
                if ((amount[slot] & bit(reason)) != 0) {
                    faults.add(reason);
                }
            }
        }
        return faults;
    }

    @SuppressWarnings("EnumOrdinal") // The bits are not kept longer than this process runs.
    private static long bit(Reason reason) {
        return 1L << reason.ordinal();
    }
}
