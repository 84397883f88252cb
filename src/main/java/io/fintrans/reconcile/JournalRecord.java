package io.fintrans.reconcile;

import static io.fintrans.packed.Varints.readLong;
import static io.fintrans.packed.Varints.readUnsigned;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * A record of the detector's journal, as far as the proof needs it: how much the task had handled from each partition when
 * it wrote the record, and the coordinates and amounts of the payments in it.
 *
 * <p>Reads versions 2 and 3 of the format, for which {@code JournalWriter} of the detector has the description; a reader of its
 * own, so that the proof does not rest on the detector's.
 *
 * @param origins the partitions, by the number that the payments call them
 */
record JournalRecord(List<Origin> origins, List<Payment> payments) {
    private static final byte VERSION = 3;
    private static final byte BEFORE_NOTES = 2;
    private static final int HASH_BYTES = 16;

    /** Payments ever handled by this task from one partition: how many, and their sum modulo 2^64. */
    record Origin(TopicPartition partition, long count, long sum) {}

    /** @param origin a number of {@link #origins} */
    record Payment(int origin, long offset, long amount) {}

    /**
     * Unpacks a record.
     *
     * @throws IllegalStateException if the record has another version
     */
    static JournalRecord read(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value);
        byte version = in.get();
        if (version != VERSION && version != BEFORE_NOTES) {
            throw new IllegalStateException(
                    "The detector's journal has version " + version + " but this fintrans reads versions up to "
                            + VERSION + ". Use the fintrans that the detector has.");
        }
        int size = readUnsigned(in);
        List<Origin> origins = new ArrayList<>(size);
        long[] offsets = new long[size];
        for (int i = 0; i < size; i++) {
            byte[] topic = new byte[readUnsigned(in)];
            in.get(topic);
            TopicPartition partition = new TopicPartition(new String(topic, UTF_8), readUnsigned(in));
            origins.add(new Origin(partition, readLong(in), readLong(in)));
            readLong(in); // the highest offset
            offsets[i] = readLong(in);
        }
        readLong(in); // the watermark
        readLong(in); // the time from which times count
        return new JournalRecord(origins, payments(in, offsets, version == BEFORE_NOTES));
    }

    private static List<Payment> payments(ByteBuffer in, long[] offsets, boolean old) {
        int first = old ? 2 : 3;
        long[] at = Arrays.copyOf(offsets, offsets.length);
        List<Payment> payments = new ArrayList<>();
        while (in.hasRemaining()) {
            int kind = readUnsigned(in);
            if (kind < first) {
                skip(kind, in, old);
                continue;
            }
            in.position(in.position() + HASH_BYTES);
            readLong(in); // the time
            at[kind - first] += readLong(in);
            payments.add(new Payment(kind - first, at[kind - first], readLong(in)));
        }
        return payments;
    }

    /** An episode, a watermark, or a note. */
    private static void skip(int kind, ByteBuffer in, boolean old) {
        int fields = kind == 0 ? (old ? 4 : 5) : 1;
        for (int field = 0; field < fields; field++) {
            readLong(in);
        }
        if (kind == 2) {
            int length = readUnsigned(in);
            in.position(in.position() + length);
        }
    }
}
