package io.fintrans.accepted;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.packed.PackedWriter;
import io.fintrans.packed.Varints;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Currency;

/**
 * Makes records of {@code fintrans.accepted}: what one task has counted since the record before. Its memory is used again. For one thread.
 *
 * <p>The value, with {@code u} and {@code v} as of {@link Varints}:
 *
 * <pre>
 * 1 byte   form, 1
 * u        length and UTF-8 bytes of the application's id
 * u        task, u number of tasks
 * v        watermark: payments that come later in this task and are not marked are at most L older;
 *          the smallest number there is as long as none is known
 * u        number of origins of the packed payments; for each, in their order:
 *            v count and v sum of all payments that the task ever counted from there, those of this record included
 * packed payments, until the end
 * </pre>
 *
 * <p>The key is the number of the task, in digits. What a form means never changes: whoever wants to write more adds one.
 */
public final class AcceptedWriter {
    static final byte FORM = 1;
    static final String NAME = "accepted payments";
    /** In place of a watermark: none is known. */
    public static final long NO_WATERMARK = Long.MIN_VALUE;

    private static final int LONGEST_NUMBER = 10;

    private final byte[] application;
    private final int task;
    private final PackedWriter payments;
    private long[] counts = new long[8];
    private long[] sums = new long[8];
    private int origins;
    private ByteBuffer head = ByteBuffer.allocate(256);

    /**
     * Makes a writer of one task.
     *
     * @param application id of the detector
     * @param task from 0
     * @param counted the currency in which amounts are counted
     */
    public AcceptedWriter(String application, int task, Currency counted) {
        this(application, task, new PackedWriter(counted));
    }

    AcceptedWriter(String application, int task, PackedWriter payments) {
        this.application = application.getBytes(UTF_8);
        this.task = task;
        this.payments = payments;
    }

    /** The key of a task's records. */
    public static byte[] key(int task) {
        return Integer.toString(task).getBytes(UTF_8);
    }

    /**
     * Adds a payment that was counted, unless the record is full: {@link #take} it, and add the payment again.
     *
     * @param payment with its time
     * @param recordTime its record's timestamp, in milliseconds since 1970
     * @param topic where it was read, as are {@code partition} and {@code offset}
     * @param marked whether it is more than L older than the watermark
     * @param count of all payments that the task ever counted from there, this one included
     * @param sum of those, in minor units; wraps around like any {@code long}
     * @return whether it was added
     */
    public boolean add(
            Payment payment,
            long recordTime,
            String topic,
            int partition,
            long offset,
            boolean marked,
            long count,
            long sum) {
        Money amount = payment.amount();
        if (!payments.add(payment, amount.minorUnits(), recordTime, topic, partition, offset, marked)) {
            return false;
        }
        int origin = payments.origin();
        if (origin >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(origin + 1, counts.length * 2));
            sums = Arrays.copyOf(sums, counts.length);
        }
        counts[origin] = count;
        sums[origin] = sum;
        origins = Math.max(origins, origin + 1);
        return true;
    }

    /** Whether no payment was added since the last record. */
    public boolean isEmpty() {
        return payments.isEmpty();
    }

    /** The memory that the writer holds, in bytes. */
    public long memory() {
        return payments.memory() + 16L * counts.length + head.capacity();
    }

    /**
     * The value of a record with all payments added so far, of which there may be none; adding then starts anew.
     *
     * @param tasks how many there are by now
     * @param watermark in milliseconds since 1970, or {@link #NO_WATERMARK}
     */
    public byte[] take(int tasks, long watermark) {
        int room = 64 + application.length + 2 * LONGEST_NUMBER * origins;
        if (head.capacity() < room) {
            head = ByteBuffer.allocate(2 * room);
        }
        head.clear();
        head.put(FORM);
        Varints.writeUnsigned(application.length, head);
        head.put(application);
        Varints.writeUnsigned(task, head);
        Varints.writeUnsigned(tasks, head);
        Varints.writeLong(watermark, head);
        Varints.writeUnsigned(origins, head);
        for (int i = 0; i < origins; i++) {
            Varints.writeLong(counts[i], head);
            Varints.writeLong(sums[i], head);
        }
        origins = 0;
        return payments.take(head.flip());
    }

    /** Forgets what was added since the last record. */
    public void clear() {
        payments.clear();
        origins = 0;
    }
}
