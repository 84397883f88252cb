package io.fintrans.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.packed.PackedReader;
import io.fintrans.packed.Varints;
import io.fintrans.transaction.Form;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of an application's exchange, one after another. For one thread.
 *
 * <p>Anybody who may write to the topic can have put anything there: what cannot be read is refused with an {@link
 * IllegalArgumentException} that says why, by {@link #open}, which looks at all payments, and takes no memory.
 */
public final class ExchangeReader {
    /** In place of a time that all tasks have reached: the record names none. */
    public static final long NONE = -1;
    /** Kafka's longest name of a group. */
    private static final int LONGEST_NAME = 255;

    private final PackedReader payments = new PackedReader();
    private String application = "";
    private int task;
    private long told;
    private byte what;
    private long time;

    /**
     * Goes before the first payment of a record, after a look at all of them.
     *
     * @param value must not change as long as it is read
     * @throws Form.NewerFormException if a newer version of fintrans wrote it
     * @throws IllegalArgumentException if no task can have written it
     */
    public void open(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            throw new IllegalArgumentException("the record is empty");
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        Form.of((int) in.get(), ExchangeWriter.FORM, ExchangeWriter.NAME);
        try {
            readHead(in);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the record ends too early", e);
        }
        payments.open(value, in.position(), value.length);
        payments.check();
    }

    private void readHead(ByteBuffer in) {
        int length = Varints.readUnsigned(in);
        check(length >= 1 && length <= LONGEST_NAME && length <= in.remaining(), "the record names no application");
        byte[] name = new byte[length];
        in.get(name);
        String text = new String(name, UTF_8);
        application = text.equals(application) ? application : text;
        task = Varints.readUnsigned(in);
        check(task >= 0, "the record is of a task that cannot be");
        told = Varints.readLong(in);
        what = in.get();
        check(what >= ExchangeWriter.PAYMENTS && what <= ExchangeWriter.REACHED, "the record tells what no task tells");
        time = what == ExchangeWriter.PAYMENTS ? 0 : Varints.readLong(in);
        check(time >= 0, "the time must not be negative");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The id of the detector whose task has sent it. */
    public String application() {
        return application;
    }

    /** The task that has sent it, from 0. */
    public int task() {
        return task;
    }

    /** When it was sent, by that task's clock, in milliseconds since 1970. */
    public long told() {
        return told;
    }

    /** How far that task has read; null if the record does not say so. */
    public @Nullable Watermark watermark() {
        return what == ExchangeWriter.WATERMARK || what == ExchangeWriter.IDLE
                ? new Watermark(task, time, what == ExchangeWriter.IDLE)
                : null;
    }

    /** How far time may come in all tasks, in milliseconds since 1970; {@link #NONE} if the record does not say so. */
    public long reached() {
        return what == ExchangeWriter.REACHED ? time : NONE;
    }

    /** The payments, in the order of reading. */
    public PackedReader payments() {
        return payments;
    }
}
