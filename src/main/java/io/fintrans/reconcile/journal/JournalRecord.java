package io.fintrans.reconcile.journal;

import static io.fintrans.packed.Varints.readLong;
import static io.fintrans.packed.Varints.readUnsigned;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.reconcile.ledger.ReadRecords;
import io.fintrans.transaction.Form;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record of the detector's journal, as far as the proof needs it: with which settings it was made, how much the task had handled from each
 * partition when it wrote the record, and the coordinates and amounts of the payments in it.
 *
 * <p>Reads forms 2 to 5, for which {@code JournalWriter} of the detector has the description; a reader of its own, so that the proof does
 * not rest on the detector's.
 *
 * @param made with which settings; null in form 2, which does not say
 * @param origins the partitions, by the number that the payments call them
 * @param watermark how far time may come from its end on, in milliseconds since 1970
 * @param notes what has changed about the alerts that the task has still to revise
 */
public record JournalRecord(
        @Nullable Made made, List<Origin> origins, List<Payment> payments, long watermark, List<Note> notes) {
    private static final int OLDEST = 2;
    private static final int NEWEST = 5;
    /** From this form on there are names of rules, which episodes refer to. */
    private static final int WITH_RULES = 4;

    private static final int WITH_INDEXES = 4;
    /** From this form on a payment has its accounts, where it had a hash of them. */
    private static final int WITH_NAMES = 5;

    /** A first byte beyond this is no form's. */
    private static final int LAST = 31;

    /** The number of the first kind of entry that is a payment; before, it was the number of the form. */
    private static final int FIRST_PAYMENT = 16;

    /** The kind of an entry that names the pair of the episodes behind it. */
    private static final int PAIR = 4;

    private static final int HASH_BYTES = 16;
    private static final int DIGEST_BYTES = 16;

    /**
     * Settings, and since when.
     *
     * @param since newest time of a payment that was handled under others, in milliseconds since 1970; -1 if there was none
     */
    public record Made(DetectorRule rule, long since) {}

    /**
     * Payments ever handled by this task from one partition: how many, and their sum modulo 2^64.
     *
     * @param read the records that it has read there itself; null if it has not, or an older version has written this
     */
    record Origin(
            TopicPartition partition,
            long count,
            long sum,
            @Nullable ReadRecords read) {}

    /** @param origin a number of {@link #origins} */
    record Payment(int origin, long offset, long amount) {}

    /**
     * An episode whose newest alert says too little.
     *
     * @param waits false from when it was revised on
     */
    record Note(long id, boolean waits) {}

    /**
     * Unpacks a record.
     *
     * @throws IllegalArgumentException if it is no record of a journal, or of a newer form; the message says so
     */
    static JournalRecord read(byte @Nullable [] value) {
        ByteBuffer in = ByteBuffer.wrap(value == null ? new byte[0] : value);
        try {
            int form = in.get();
            require(form >= OLDEST && form <= LAST, "its first byte is no form of a journal");
            Form.of(form, NEWEST, "the journal");
            return read(in, form);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("it ends too early", e);
        }
    }

    private static JournalRecord read(ByteBuffer in, int form) {
        Made made = form == OLDEST ? null : made(in);
        if (form >= WITH_RULES) {
            skipRules(in);
        }
        int size = readUnsigned(in);
        require(size >= 0 && size <= in.remaining(), "it is too short for its partitions");
        List<Origin> origins = new ArrayList<>(size);
        long[] offsets = new long[size];
        for (int i = 0; i < size; i++) {
            TopicPartition partition = new TopicPartition(text(in), readUnsigned(in));
            long count = readLong(in);
            long sum = readLong(in);
            readLong(in); // the highest offset
            origins.add(new Origin(partition, count, sum, form < WITH_INDEXES ? null : recordsRead(in)));
            offsets[i] = readLong(in);
        }
        Others others = new Others(readLong(in));
        readLong(in); // the time from which times count
        List<Payment> payments = payments(in, offsets, form, others);
        return new JournalRecord(made, origins, payments, others.watermark, others.notes);
    }

    /** What entries say that are no payments. */
    private static final class Others {
        private final List<Note> notes = new ArrayList<>();
        private long watermark;
        /** Accounts that the record has named so far. */
        private int names;

        Others(long watermark) {
            this.watermark = watermark;
        }
    }

    private static void skipRules(ByteBuffer in) {
        int rules = readUnsigned(in);
        require(rules >= 0 && rules <= in.remaining(), "it is too short for its rules");
        for (int i = 0; i < rules; i++) {
            text(in);
        }
    }

    private static @Nullable ReadRecords recordsRead(ByteBuffer in) {
        readUnsigned(in); // the index of the highest
        ReadRecords read = new ReadRecords(readLong(in), readLong(in), readLong(in), readLong(in));
        return read.first() < 0 ? null : read;
    }

    private static Made made(ByteBuffer in) {
        text(in); // the application, which the topic's name has too
        int owners = readUnsigned(in);
        long window = readLong(in);
        long lateness = readLong(in);
        long threshold = readLong(in);
        byte[] digest = new byte[DIGEST_BYTES];
        in.get(digest);
        String thresholds = HexFormat.of().formatHex(digest);
        return new Made(new DetectorRule(owners, window, lateness, threshold, thresholds), readLong(in));
    }

    private static String text(ByteBuffer in) {
        int length = readUnsigned(in);
        require(length >= 0 && length <= in.remaining(), "a name in it is longer than the whole");
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }

    private static List<Payment> payments(ByteBuffer in, long[] offsets, int form, Others others) {
        int first = form < WITH_INDEXES ? form : FIRST_PAYMENT;
        long[] at = Arrays.copyOf(offsets, offsets.length);
        List<Payment> payments = new ArrayList<>();
        while (in.hasRemaining()) {
            int kind = readUnsigned(in);
            if (kind >= 0 && kind < first) {
                skip(kind, in, form, others);
                continue;
            }
            int origin = kind - first;
            require(origin >= 0 && origin < at.length, "an entry in it is none");
            if (form < WITH_NAMES) {
                pass(in, HASH_BYTES);
            } else {
                others.names = passAccount(in, passAccount(in, others.names));
            }
            readLong(in); // the time
            at[origin] += readLong(in);
            payments.add(new Payment(origin, at[origin], readLong(in)));
        }
        return payments;
    }

    /** Passes an account over; returns how many names the record has had by then, of which it has one where there is no number of an earlier one. */
    private static int passAccount(ByteBuffer in, int names) {
        int number = readUnsigned(in);
        require(number >= 0 && number <= names, "a payment in it is of an account that it does not name");
        if (number > 0) {
            return names;
        }
        pass(in, readUnsigned(in));
        return names + 1;
    }

    private static void pass(ByteBuffer in, int bytes) {
        require(bytes > 0 && bytes <= in.remaining(), "an entry in it is longer than the whole");
        in.position(in.position() + bytes);
    }

    /** An episode, a pair, a watermark, a note, or the index of the next payment: which of its record it is does not matter. */
    private static void skip(int kind, ByteBuffer in, int form, Others others) {
        require(kind <= 3 || (kind == PAIR && form >= WITH_NAMES), "an entry in it is none");
        if (kind == PAIR) {
            others.names = passAccount(in, passAccount(in, others.names));
            return;
        }
        if (kind == 3) {
            readUnsigned(in);
            return;
        }
        if (kind == 0 && form >= WITH_RULES) {
            readUnsigned(in);
        }
        int fields = kind == 0 ? (form == OLDEST ? 4 : 5) : 1;
        long last = 0;
        for (int field = 0; field < fields; field++) {
            last = readLong(in);
        }
        others.watermark = kind == 1 ? last : others.watermark;
        if (kind == 2) {
            int length = readUnsigned(in);
            require(length >= 0 && length <= in.remaining(), "a note in it is longer than the whole");
            in.position(in.position() + length);
            others.notes.add(new Note(last, length > 0));
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
