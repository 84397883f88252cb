package io.fintrans.accepted;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.packed.Varints;
import java.nio.ByteBuffer;

/**
 * Makes records of {@code fintrans.accepted}: what one task has counted since the record before. For one thread.
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
    /** More than all that stands before the counters without the application's id. */
    private static final int HEAD = 64;

    private final byte[] application;
    private final int task;
    private ByteBuffer counters = ByteBuffer.allocate(64);
    private int origins;

    /**
     * Makes a writer of one task.
     *
     * @param application id of the detector
     * @param task from 0
     */
    public AcceptedWriter(String application, int task) {
        this.application = application.getBytes(UTF_8);
        this.task = task;
    }

    /** The key of a task's records. */
    public static byte[] key(int task) {
        return Integer.toString(task).getBytes(UTF_8);
    }

    /**
     * Says how much was counted from the next origin of the payments that are taken next.
     *
     * @param count of all payments that the task ever counted from there, those of the record included
     * @param sum of those, in minor units; wraps around like any {@code long}
     */
    public void counted(long count, long sum) {
        if (counters.remaining() < 2 * LONGEST_NUMBER) {
            counters = ByteBuffer.allocate(counters.capacity() * 2).put(counters.flip());
        }
        Varints.writeLong(count, counters);
        Varints.writeLong(sum, counters);
        origins++;
    }

    /**
     * The value of a record.
     *
     * @param tasks how many there are by now
     * @param watermark in milliseconds since 1970, or {@link #NO_WATERMARK}
     * @param packed ends with the payments, of which there may be none, packed
     * @param from where these begin
     */
    public byte[] take(int tasks, long watermark, byte[] packed, int from) {
        ByteBuffer head = ByteBuffer.allocate(HEAD + application.length);
        head.put(FORM);
        Varints.writeUnsigned(application.length, head);
        head.put(application);
        Varints.writeUnsigned(task, head);
        Varints.writeUnsigned(tasks, head);
        Varints.writeLong(watermark, head);
        Varints.writeUnsigned(origins, head);
        head.flip();
        counters.flip();
        ByteBuffer value = ByteBuffer.allocate(head.remaining() + counters.remaining() + packed.length - from);
        value.put(head).put(counters).put(packed, from, packed.length - from);
        counters.clear();
        origins = 0;
        return value.array();
    }
}
