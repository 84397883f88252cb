package io.fintrans.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.packed.PackedWriter;
import io.fintrans.packed.Varints;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of an application's exchange: what one task sends to another one at a commit. Its memory is used again. For one thread.
 *
 * <p>The value, with {@code u} and {@code v} as of {@link Varints}:
 *
 * <pre>
 * 1 byte   form, 1
 * u        length and UTF-8 bytes of the application's id
 * u        the task that sends it
 * v        when it was sent, by the clock of that task, in milliseconds since 1970
 * 1 byte   what follows: 0 nothing, 1 the watermark of the task, 2 the same of an idle task, 3 what all tasks have reached
 * [v]      that time, in milliseconds since 1970
 * packed payments, until the end
 * </pre>
 *
 * <p>The key is the number of the task that it is for, in digits; a record without a key is for all of them. What a form means never
 * changes: whoever wants to write more adds one.
 */
public final class ExchangeWriter {
    static final byte FORM = 1;
    static final String NAME = "a record of the exchange";

    static final byte PAYMENTS = 0;
    static final byte WATERMARK = 1;
    static final byte IDLE = 2;
    static final byte REACHED = 3;

    private static final int ROOM = 64;
    /** A stage reads it with the limit for records of cities, 64 KiB, and what is longer would be cut. */
    private static final int FULL = 60 * 1024;

    private final byte[] application;
    private final int task;
    private final PackedWriter payments = new PackedWriter(Money.USD, FULL);

    /**
     * Makes a writer for one destination.
     *
     * @param application id of the detector
     * @param task that sends, from 0
     */
    public ExchangeWriter(String application, int task) {
        this.application = application.getBytes(UTF_8);
        this.task = task;
    }

    /**
     * Adds a payment, unless the record is full: {@link #take} it, and add the payment again.
     *
     * @param payment with its index, and with its time where it has one of its own
     * @param recordTime its record's timestamp, in milliseconds since 1970
     * @param topic where it was read, as are {@code partition} and {@code offset}
     * @return whether it was added
     */
    public boolean add(Payment payment, long recordTime, String topic, int partition, long offset) {
        return payments.add(payment, payment.amount().minorUnits(), recordTime, topic, partition, offset, false);
    }

    /** Whether no payment was added since the last record. */
    public boolean isEmpty() {
        return payments.isEmpty();
    }

    /** The memory that the writer holds, in bytes. */
    public long memory() {
        return payments.memory();
    }

    /**
     * The value of a record with all payments added so far, of which there may be none; adding then starts anew.
     *
     * @param now milliseconds on the wall clock
     * @param watermark that goes with them; null for none
     */
    public byte[] take(long now, @Nullable Watermark watermark) {
        if (watermark == null) {
            return payments.take(head(now, PAYMENTS, 0));
        }
        return payments.take(head(now, watermark.idle() ? IDLE : WATERMARK, watermark.time()));
    }

    /**
     * The value of a record that tells all tasks how far they may come.
     *
     * @param now milliseconds on the wall clock
     * @param time in milliseconds since 1970
     */
    public byte[] reached(long now, long time) {
        return new PackedWriter(Money.USD, 0).take(head(now, REACHED, time));
    }

    private ByteBuffer head(long now, byte what, long time) {
        ByteBuffer head = ByteBuffer.allocate(ROOM + application.length);
        head.put(FORM);
        Varints.writeUnsigned(application.length, head);
        head.put(application);
        Varints.writeUnsigned(task, head);
        Varints.writeLong(now, head);
        head.put(what);
        if (what != PAYMENTS) {
            Varints.writeLong(time, head);
        }
        return head.flip();
    }
}
