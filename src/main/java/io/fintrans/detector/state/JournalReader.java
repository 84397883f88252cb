package io.fintrans.detector.state;

import static io.fintrans.packed.Varints.readLong;
import static io.fintrans.packed.Varints.readUnsigned;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Unpacks journal records; the format is described at {@link JournalWriter}. */
public final class JournalReader {
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
        default void episode(long id, long opened, long lastOver, long step) {}
    }

    /**
     * Tells the visitor what a record holds.
     *
     * @throws IllegalStateException if the record was written by a newer version of fintrans
     */
    public static void read(byte[] value, Visitor visitor) {
        ByteBuffer in = ByteBuffer.wrap(value);
        byte version = in.get();
        if (version != JournalWriter.VERSION) {
            throw new IllegalStateException("The journal has version " + version + " but this fintrans reads version "
                    + JournalWriter.VERSION + ". Run the version that wrote it, or a newer one.");
        }
        long[] offsets = readOrigins(in, visitor);
        visitor.watermark(readLong(in));
        long time = readLong(in);
        while (in.hasRemaining()) {
            int kind = readUnsigned(in);
            if (kind == JournalWriter.EPISODE) {
                visitor.episode(readLong(in), readLong(in), readLong(in), readLong(in));
                continue;
            }
            if (kind == JournalWriter.WATERMARK) {
                visitor.watermark(readLong(in));
                continue;
            }
            int origin = kind - JournalWriter.PAYMENT;
            long high = in.getLong();
            long low = in.getLong();
            time += readLong(in);
            offsets[origin] += readLong(in);
            visitor.payment(origin, high, low, time, readLong(in), offsets[origin]);
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
