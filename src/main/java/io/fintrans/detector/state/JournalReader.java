package io.fintrans.detector.state;

import static io.fintrans.packed.Varints.readLong;
import static io.fintrans.packed.Varints.readUnsigned;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.alert.RuleId;
import io.fintrans.detector.state.JournalSettings.InForce;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.Payments;
import io.fintrans.transaction.Place;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Unpacks journal records; the format is described at {@link JournalWriter}. Anybody who may write to the topic can have put anything there,
 * so no length is believed that the record does not have.
 */
public final class JournalReader {
    /** The oldest form that is read: what was before it never left its authors' machines. */
    private static final byte OLDEST = 2;

    static final byte WITH_SETTINGS = 3;
    static final byte WITH_RULES = 4;
    static final byte WITH_INDEXES = 4;
    static final byte WITH_NAMES = 5;
    private static final byte PACKED = 6;
    /** Names that one task's journal can have. */
    private static final int MOST_RULES = 10_000;
    /** Text begins with a larger byte than this, and no version will ever have so many forms. */
    private static final byte LAST = 31;
    /** Kafka's longest name of a topic, or group. */
    private static final int LONGEST_NAME = 255;
    /** The fewest bytes of an origin. */
    private static final int ORIGIN = 6;

    private JournalReader() {}

    /**
     * A partition that payments of a record came from.
     *
     * @param offset from which the record's offsets count, until form 5
     */
    record Origin(String topic, int partition, long offset) {}

    /** Is told what a record holds, in its order. */
    public interface Visitor {
        /** The settings that made the record; before all else, and not in form 2. */
        default void settings(InForce settings) {}

        /** The name of a rule and what this record's episodes call it; before any of them. Records before form 4 have one, a pair's total. */
        default void rule(int number, String name) {}

        /**
         * A partition that payments came from, before any payment of this record.
         *
         * @param number what this record's payments call it
         * @param count payments ever handled from there by this task, those of this record included
         * @param sum their sum in minor units; wraps around like any {@code long}
         * @param highest the highest {@link Place} of them
         */
        void origin(int number, String topic, int partition, long count, long sum, long highest);

        /** The records that the task has read from that partition itself; not before form 4. */
        default void records(int number, RecordCounts counts) {}

        /** The next payments, so many, are of these pairs, in this order. */
        default void expect(PairKey[] pairs, int count) {}

        /** A payment that was handled, at a {@link Place} of its partition; {@code high} and {@code low} are the hash of its pair. */
        void payment(int origin, long high, long low, long time, long amount, long place);

        /** The same of a pair whose names are in the record, as they are from form 5 on. */
        default void payment(int origin, PairKey pair, long time, long amount, long place) {
            payment(origin, pair.high(), pair.low(), time, amount, place);
        }

        /** How far time may come from here on; the first one comes after the origins and before all else. */
        default void watermark(long time) {}

        /** The episodes that follow are of this pair, until the next payment. */
        default void about(PairKey pair) {}

        /** An episode of the pair that was named last, by a payment or alone, as it was then; of step 0 if nothing of it was so any more. */
        default void episode(int rule, long id, long opened, long lastOver, long step, long alertedAt) {}

        /** What was still to be told, as it was then; of length 0 if it was told. */
        default void note(long id, byte[] note) {}
    }

    /**
     * Tells the visitor what a record holds. Where that cannot be read to its end, the visitor may have been told its beginning.
     *
     * @throws Form.NewerFormException if a newer version of fintrans wrote the record
     * @throws IllegalArgumentException if it is no record of a journal
     */
    public static void read(byte[] value, Visitor visitor) {
        if (value == null || value.length == 0) {
            throw new IllegalArgumentException("the record is empty");
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        byte form = in.get();
        check(form >= OLDEST && form <= LAST, "the record does not begin like one of a journal");
        Form.of((int) form, JournalWriter.FORM, "the journal");
        try {
            if (form >= WITH_SETTINGS) {
                visitor.settings(readSettings(in));
            }
            int rules = readRules(in, form, visitor);
            List<Origin> origins = readOrigins(in, form, visitor);
            visitor.watermark(readLong(in));
            if (form >= PACKED) {
                new PackedEntries(origins, rules, visitor).read(in);
            } else {
                new EarlierEntries(form, origins, rules, visitor).read(in);
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the record ends too early", e);
        }
    }

    private static InForce readSettings(ByteBuffer in) {
        String application = readName(in);
        int owners = readUnsigned(in);
        long window = readLong(in);
        long lateness = readLong(in);
        long threshold = readLong(in);
        byte[] digest = new byte[JournalSettings.DIGEST];
        in.get(digest);
        check(owners > 0 && window > 0 && lateness >= 0 && threshold >= 0, "the record names impossible settings");
        String thresholds = HexFormat.of().formatHex(digest);
        JournalSettings settings = new JournalSettings(owners, window, lateness, threshold, thresholds);
        return new InForce(application, settings, readLong(in));
    }

    private static int readRules(ByteBuffer in, byte form, Visitor visitor) {
        if (form < WITH_RULES) {
            visitor.rule(0, RuleId.PAIR_TOTAL);
            return 1;
        }
        int count = readUnsigned(in);
        check(
                count >= 0 && count <= MOST_RULES && count <= in.remaining(),
                "the record is shorter than its list of rules");
        for (int i = 0; i < count; i++) {
            visitor.rule(i, readName(in));
        }
        return count;
    }

    private static List<Origin> readOrigins(ByteBuffer in, byte form, Visitor visitor) {
        int count = readUnsigned(in);
        check(
                count >= 0 && count <= ArrivalRing.MAX_ORIGINS && count <= in.remaining() / ORIGIN,
                "the record is shorter than its list of partitions");
        List<Origin> origins = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String topic = readName(in);
            int partition = readUnsigned(in);
            long handled = readLong(in);
            long sum = readLong(in);
            long highest = readHighest(in, form);
            check(partition >= 0 && handled >= 0, "the record names an impossible partition or count");
            RecordCounts counts = form < WITH_INDEXES ? new RecordCounts() : readRecords(in);
            origins.add(new Origin(topic, partition, form < PACKED ? readLong(in) : 0));
            visitor.origin(i, topic, partition, handled, sum, highest);
            visitor.records(i, counts);
        }
        return origins;
    }

    private static long readHighest(ByteBuffer in, byte form) {
        long offset = readLong(in);
        int index = form < WITH_INDEXES ? 0 : readUnsigned(in);
        check(
                offset >= -1 && offset < Place.MAX_OFFSET && index >= 0 && index < Payments.MOST,
                "the record names an impossible offset");
        return offset < 0 ? Place.NONE : Place.of(offset, index);
    }

    private static RecordCounts readRecords(ByteBuffer in) {
        RecordCounts counts = new RecordCounts(readLong(in), readLong(in), readLong(in), readLong(in));
        check(
                counts.first() >= -1
                        && counts.last() >= counts.first()
                        && counts.passed() >= 0
                        && counts.records() >= counts.passed(),
                "the record names an impossible number of records");
        return counts;
    }

    /**
     * Reads an entry that is no payment and names no pair.
     *
     * @throws IllegalArgumentException if it is none
     */
    static void readOther(int kind, ByteBuffer in, byte form, int rules, Visitor visitor) {
        if (kind == JournalWriter.WATERMARK) {
            visitor.watermark(readLong(in));
        } else if (kind == JournalWriter.EPISODE) {
            int rule = form < WITH_RULES ? 0 : readUnsigned(in);
            check(rule >= 0 && rule < rules, "the record has an episode of a rule that it does not name");
            long id = readLong(in);
            long opened = readLong(in);
            long lastOver = readLong(in);
            long step = readLong(in);
            // In form 2 nothing is known of when the step was reached but that it was by then.
            visitor.episode(rule, id, opened, lastOver, step, form < WITH_SETTINGS ? lastOver : readLong(in));
        } else {
            check(kind == JournalWriter.NOTE, "the record has an entry that is none");
            long id = readLong(in);
            int length = readUnsigned(in);
            check(
                    length >= 0 && length <= JournalWriter.LONGEST_NOTE && length <= in.remaining(),
                    "the record has a note of an impossible length");
            byte[] note = new byte[length];
            in.get(note);
            visitor.note(id, note);
        }
    }

    private static String readName(ByteBuffer in) {
        int length = readUnsigned(in);
        check(
                length > 0 && length <= LONGEST_NAME * 3 && length <= in.remaining(),
                "the record has an impossible name");
        byte[] name = new byte[length];
        in.get(name);
        return new String(name, UTF_8);
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
