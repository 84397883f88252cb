package io.fintrans.detector.state;

import static io.fintrans.packed.Varints.readLong;
import static io.fintrans.packed.Varints.readUnsigned;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Unpacks journal records; the format is described at {@link JournalWriter}. */
public final class JournalReader {
    /** The version that had no notes. */
    private static final byte BEFORE_NOTES = 2;

    private JournalReader() {}

    /** Is told what a record holds, in its order. */
    public interface Visitor {
        /**
         * A partition that payments came from, before any payment of this record.
         *
         * @param number what this record's payments call it
         * @param count payments ever handled from there by this task, those of this record included
         * @param sum their sum in minor units; wraps around like any {@code long}
         * @param highest the highest offset of them
         */
        void origin(int number, String topic, int partition, long count, long sum, long highest);

        /** A payment that was handled; {@code high} and {@code low} are the hash of its pair. */
        void payment(int origin, long high, long low, long time, long amount, long offset);

        /** How far time may come from here on; the first one comes before the first payment. */
        default void watermark(long time) {}

        /** An episode of the last payment's pair, as it was after that payment. */
        default void episode(long id, long opened, long lastOver, long step, long alertedAt) {}

        /** What was still to be told, as it was then; of length 0 if it was told. */
        default void note(long id, byte[] note) {}
    }

    /**
     * Tells the visitor what a record holds.
     *
     * @throws IllegalStateException if the record was written by a newer version of fintrans
     */
    public static void read(byte[] value, Visitor visitor) {
        ByteBuffer in = ByteBuffer.wrap(value);
        byte version = in.get();
        if (version != JournalWriter.VERSION && version != BEFORE_NOTES) {
            throw new IllegalStateException(
                    "The journal has version " + version + " but this fintrans reads versions up to "
                            + JournalWriter.VERSION + ". Run the version that wrote it, or a newer one.");
        }
        long[] offsets = readOrigins(in, visitor);
        visitor.watermark(readLong(in));
        readEntries(in, version, offsets, visitor);
    }

    private static void readEntries(ByteBuffer in, byte version, long[] offsets, Visitor visitor) {
        int firstPayment = version == BEFORE_NOTES ? JournalWriter.NOTE : JournalWriter.PAYMENT;
        long time = readLong(in);
        while (in.hasRemaining()) {
            int kind = readUnsigned(in);
            if (kind < firstPayment) {
                readOther(kind, in, version, visitor);
                continue;
            }
            int origin = kind - firstPayment;
            long high = in.getLong();
            long low = in.getLong();
            time += readLong(in);
            offsets[origin] += readLong(in);
            visitor.payment(origin, high, low, time, readLong(in), offsets[origin]);
        }
    }

    private static void readOther(int kind, ByteBuffer in, byte version, Visitor visitor) {
        if (kind == JournalWriter.WATERMARK) {
            visitor.watermark(readLong(in));
        } else if (kind == JournalWriter.EPISODE) {
            long id = readLong(in);
            long opened = readLong(in);
            long lastOver = readLong(in);
            long step = readLong(in);
            // The step may have been reached earlier; nothing is known but that it was by then.
            visitor.episode(id, opened, lastOver, step, version == BEFORE_NOTES ? lastOver : readLong(in));
        } else {
            long id = readLong(in);
            byte[] note = new byte[readUnsigned(in)];
            in.get(note);
            visitor.note(id, note);
        }
    }

    private static long[] readOrigins(ByteBuffer in, Visitor visitor) {
        long[] offsets = new long[readUnsigned(in)];
        for (int i = 0; i < offsets.length; i++) {
            byte[] topic = new byte[readUnsigned(in)];
            in.get(topic);
            int partition = readUnsigned(in);
            visitor.origin(i, new String(topic, UTF_8), partition, readLong(in), readLong(in), readLong(in));
            offsets[i] = readLong(in);
        }
        return offsets;
    }
}
