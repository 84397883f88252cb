package io.fintrans.accepted;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.packed.PackedReader;
import io.fintrans.packed.Varints;
import io.fintrans.transaction.Form;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of {@code fintrans.accepted}, one after another. For one thread.
 *
 * <p>Anybody who may write to the topic can have put anything there: what cannot be read is refused with an {@link
 * IllegalArgumentException} that says why, and takes no memory. Whoever must not take in half of a record calls {@link #check} first.
 */
public final class AcceptedReader {
    /** Kafka's longest name of a group. */
    private static final int LONGEST_NAME = 255;
    /** The fewest bytes of a count and a sum. */
    private static final int COUNTER = 2;

    private final PackedReader payments = new PackedReader();
    private String application = "";
    private int task;
    private int tasks;
    private long watermark;
    private long[] counts = new long[0];
    private long[] sums = new long[0];

    /**
     * Goes before the first payment of a record.
     *
     * @param value must not change as long as it is read
     * @throws Form.NewerFormException if a newer version of fintrans wrote it
     * @throws IllegalArgumentException if it is no record of accepted payments
     */
    public void open(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            throw new IllegalArgumentException("the record is empty");
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        Form.of((int) in.get(), AcceptedWriter.FORM, AcceptedWriter.NAME);
        int origins;
        try {
            readHead(in);
            origins = readCounters(in);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the record ends too early", e);
        }
        payments.open(value, in.position(), value.length);
        check(payments.origins() == origins, "the record counts other partitions than its payments come from");
    }

    /**
     * Whether a record says that it is of an application, whatever its form: each form begins with the form and the application. Noise does not
     * say that.
     */
    public static boolean names(String application, byte[] value) {
        byte[] name = application.getBytes(UTF_8);
        ByteBuffer in = ByteBuffer.wrap(value);
        try {
            in.get();
            int length = Varints.readUnsigned(in);
            byte[] said = new byte[name.length];
            if (length != name.length || in.remaining() < length) {
                return false;
            }
            in.get(said);
            return Arrays.equals(said, name);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return false;
        }
    }

    private void readHead(ByteBuffer in) {
        int length = Varints.readUnsigned(in);
        check(length >= 1 && length <= LONGEST_NAME && length <= in.remaining(), "the record names no application");
        application = text(in, length);
        task = Varints.readUnsigned(in);
        tasks = Varints.readUnsigned(in);
        check(task >= 0 && tasks >= 1, "the record is of a task that cannot be");
        watermark = Varints.readLong(in);
        check(watermark >= 0 || watermark == AcceptedWriter.NO_WATERMARK, "the record has an impossible watermark");
    }

    /** The same string as before where it says the same. */
    private String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        String text = new String(bytes, UTF_8);
        return text.equals(application) ? application : text;
    }

    private int readCounters(ByteBuffer in) {
        int origins = Varints.readUnsigned(in);
        check(
                origins >= 0 && origins <= in.remaining() / COUNTER,
                "the record is shorter than the list of what was counted");
        if (counts.length < origins) {
            counts = new long[origins];
            sums = new long[origins];
        }
        for (int i = 0; i < origins; i++) {
            counts[i] = Varints.readLong(in);
            sums[i] = Varints.readLong(in);
            check(counts[i] >= 1, "the record has an impossible count");
        }
        return origins;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * Looks at all payments once, and goes before the first again.
     *
     * @throws IllegalArgumentException if one cannot be read; without this, a walk comes to its end
     */
    public void check() {
        payments.check();
    }

    /** The id of the detector that has counted them. */
    public String application() {
        return application;
    }

    /** Which of its tasks, from 0. */
    public int task() {
        return task;
    }

    /** How many tasks there were. */
    public int tasks() {
        return tasks;
    }

    /**
     * Up to when the task has heard all: what it counts behind this record is at most L older, or marked. In milliseconds since 1970;
     * {@link AcceptedWriter#NO_WATERMARK} as long as nothing is known.
     */
    public long watermark() {
        return watermark;
    }

    /** The payments of the record, in the order of counting. */
    public PackedReader payments() {
        return payments;
    }

    /**
     * Of how many payments from a partition the task has ever counted, those of this record included.
     *
     * @param origin number of the partition in this record
     */
    public long count(int origin) {
        return counts[origin];
    }

    /**
     * Their sum in minor units; wraps around like any {@code long}.
     *
     * @param origin number of the partition in this record
     */
    public long sum(int origin) {
        return sums[origin];
    }
}
