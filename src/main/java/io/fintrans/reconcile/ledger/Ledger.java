package io.fintrans.reconcile.ledger;

import io.fintrans.format.Formats;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Decoded.Entry;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payments;
import io.fintrans.transaction.Rejection.Reason;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Every payment of the cut's records, in columns with one entry a slot: 28 bytes a slot with {@link PairIndex}, and no object. */
public final class Ledger {
    /** What {@link #requiredBytes} reckons for the names of the pairs, a record. */
    private static final int BYTES_A_RECORD = 24 + 4 + 24;

    private static final int NO_RECORD = -1;
    private static final int NO_PAYMENT = -2;
    private static final int PASSED = -3;

    private final Cut cut;
    private final Content content;
    private final PairNames pairs = new PairNames();
    private final Map<Integer, OversizedValue> oversized = new HashMap<>();
    private final Columns below;
    private Columns later = new Columns(0);

    private OtherCities otherCities = new OtherCities(Map.of());

    private final BitSet rejected = new BitSet();
    /** Payments that have another time than their records. */
    private final BitSet ownTimes = new BitSet();
    /** Of records whose time is not that of their payments, by their first slots. */
    private final Map<Integer, Bare> bare = new HashMap<>();

    private final long[] records;
    private final long[] lastOffsets;

    /** Digests of what is kept of a rejected payment whose value was not at hand, with its record's key and without. */
    record Bare(int withKey, int withoutKey) {}

    /** The columns of consecutive slots. */
    private static final class Columns {
        private final int[] pair;
        private final long[] time;
        /** Minor units; of a record that is no payment, a bit for each reason. */
        private final long[] amount;

        private final int[] digest;

        Columns(int slots) {
            pair = new int[slots];
            time = new long[slots];
            amount = new long[slots];
            digest = new int[slots];
            Arrays.fill(pair, NO_RECORD);
        }
    }

    /** Of records in the standard format. */
    public Ledger(Cut cut) {
        this(cut, new Content(Formats.STANDARD));
    }

    /** @param cut which knows how many payments the records have */
    public Ledger(Cut cut, Content content) {
        this.cut = cut;
        this.content = content;
        this.below = new Columns(cut.slots());
        this.records = new long[cut.ranges().size()];
        this.lastOffsets = new long[cut.ranges().size()];
        Arrays.fill(lastOffsets, -1);
    }

    /** Makes room for what came after the cut, when the cut knows how much that is. */
    public void readOn() {
        later = new Columns(cut.allSlots() - cut.slots());
    }

    private Columns columns(int slot) {
        return slot < below.pair.length ? below : later;
    }

    private int row(int slot) {
        return slot < below.pair.length ? slot : slot - below.pair.length;
    }

    /** The heap that a proof of so many records needs at most, if every payment has a pair of its own with short names. */
    public static long requiredBytes(long slots) {
        return slots * BYTES_A_RECORD;
    }

    public Cut cut() {
        return cut;
    }

    public PairNames pairs() {
        return pairs;
    }

    /** Says what the detector has counted, by topic; those that are not in the cut are {@link #otherCities}. */
    public void counted(Map<String, Long> byTopic) {
        Map<String, Long> others = new HashMap<>(byTopic);
        cut.ranges().forEach(range -> others.remove(range.topic()));
        others.values().removeIf(count -> count <= 0);
        otherCities = new OtherCities(others);
    }

    /** The cities that the proof does not read. */
    public OtherCities otherCities() {
        return otherCities;
    }

    /** Takes in a record; one that is not in the cut is ignored. */
    public void add(ConsumerRecord<byte[], byte[]> record) {
        int slot = cut.slot(new Coordinates(record.topic(), record.partition(), record.offset()));
        if (slot < 0) {
            return;
        }
        if (slot < cut.slots()) {
            int range = cut.rangeOf(slot);
            records[range]++;
            lastOffsets[range] = Math.max(lastOffsets[range], record.offset());
        }
        OversizedValue.of(record).ifPresent(value -> oversized.put(slot, value));
        Decoded decoded = content.decode(record);
        Set<Reason> faults = content.faults(record, decoded);
        if (faults.isEmpty() && decoded instanceof Payments several) {
            bare.put(slot, RecordDigest.bare(record));
            for (int index = 0; index < several.entries().size(); index++) {
                Entry entry = several.entries().get(index);
                put(slot + index, record, entry, content.faults(entry));
            }
        } else {
            put(slot, record, decoded, faults);
        }
    }

    private void put(int slot, ConsumerRecord<byte[], byte[]> record, Decoded decoded, Set<Reason> faults) {
        Columns columns = columns(slot);
        int row = row(slot);
        boolean readable = faults.isEmpty() && decoded instanceof Payment;
        columns.time[row] = record.timestamp();
        if (readable && decoded instanceof Payment payment) {
            columns.pair[row] = pairs.intern(payment.source(), payment.target());
            columns.amount[row] = payment.amount().minorUnits();
            columns.time[row] = payment.timeIn(record.timestamp());
            if (payment.time() != Payment.NO_TIME) {
                ownTimes.set(slot);
                bare.putIfAbsent(cut.record(slot), RecordDigest.bare(record));
            }
        } else {
            columns.pair[row] = faults.isEmpty() ? PASSED : NO_PAYMENT;
            faults.forEach(reason -> columns.amount[row] |= bit(reason));
        }
        columns.digest[row] = RecordDigest.ofOriginal(record, readable, hasOwnTime(slot));
    }

    /** How many records there are below the cut. */
    public long records() {
        return Arrays.stream(records).sum();
    }

    /** How many records a range holds below the cut. */
    public long records(int range) {
        return records[range];
    }

    /** The offset of the last record of a range below the cut, or -1; behind it there may be marks of transactions. */
    public long lastOffset(int range) {
        return lastOffsets[range];
    }

    /** Whether no topic has deleted anything. */
    public boolean isWhole() {
        return cut.ranges().stream().allMatch(range -> range.begin() == 0);
    }

    /** Whether there is a record in the slot at all. */
    public boolean isRecord(int slot) {
        return pair(slot) != NO_RECORD;
    }

    /** Whether nothing of the slot's record is counted, and it is in no list of rejected ones either. */
    public boolean isPassed(int slot) {
        return pair(slot) == PASSED;
    }

    /** Whether the slot's payment has another time than its record. */
    boolean hasOwnTime(int slot) {
        return ownTimes.get(slot);
    }

    /** Of a payment that is one of several in its record, or has another time than it; null of others. */
    @Nullable
    Bare bare(int slot) {
        return bare.get(cut.record(slot));
    }

    /** Decides about contents. */
    public Content content() {
        return content;
    }

    /** Whether the record's content is a payment. */
    public boolean isReadable(int slot) {
        return pair(slot) >= 0;
    }

    /** Whether the record is a payment that must be counted. */
    public boolean counts(int slot) {
        return pair(slot) >= 0 && !rejected.get(slot);
    }

    public boolean isRejected(int slot) {
        return rejected.get(slot);
    }

    /** Says that the slot's record is in {@code fintrans.rejected}. */
    public void markRejected(int slot) {
        rejected.set(slot);
    }

    public int pair(int slot) {
        return columns(slot).pair[row(slot)];
    }

    /** The payment's time, or the record's where there is none, in milliseconds since 1970. */
    public long time(int slot) {
        return columns(slot).time[row(slot)];
    }

    /** In minor units; only for a payment. */
    public long amount(int slot) {
        return columns(slot).amount[row(slot)];
    }

    /** See {@link RecordDigest}. */
    int digest(int slot) {
        return columns(slot).digest[row(slot)];
    }

    /** The whole value of the record, if it is so large that what is kept of it is cut. */
    @Nullable
    OversizedValue oversized(int slot) {
        return oversized.get(slot);
    }

    /** Why the record is no payment; none if it is one, or passed. */
    public Set<Reason> faults(int slot) {
        Set<Reason> faults = EnumSet.noneOf(Reason.class);
        if (pair(slot) == NO_PAYMENT) {
            for (Reason reason : Reason.values()) {
                if ((amount(slot) & bit(reason)) != 0) {
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
