package io.fintrans.network.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.network.graph.HistorySettings;
import io.fintrans.packed.Varints;
import io.fintrans.transaction.Form;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * The records of the network stage's journal: what it has taken in of {@code fintrans.accepted} as it was, and what was found of it.
 *
 * <pre>
 * 1 byte   form, 2
 * u        length and UTF-8 bytes of the id of the detector whose payments these are
 * v        milliseconds of a unit of history; not in form 1
 * u        how many units count for a pair; not in form 1
 * entries, until the end:
 *   u kind; u length; bytes
 *   kind 1: a record of {@code fintrans.accepted}, see {@code io.fintrans.accepted.AcceptedWriter}
 *   kind 2: what has become of an episode, see {@link EpisodePieces}
 *   kind 3: history, see {@link HistoryPieces}
 * </pre>
 *
 * <p>Forms 1 and 2 have no entries of what has come to an episode. {@code u} and {@code v} are as of {@link Varints}. What a form means never changes: whoever wants to write more adds one.
 */
final class NetworkJournal {
    static final byte FORM = 3;
    private static final byte WITHOUT_HISTORY = 1;
    /** No detector writes a larger record of accepted payments, in bytes; one more of them, and what was found of it, must fit a batch. */
    static final int LARGEST = 700 * 1024;

    private static final int ACCEPTED = 1;
    private static final int FOUND = 2;
    private static final int HISTORY = 3;
    private static final int LONGEST_NAME = 255;
    /** More than a kind and a length. */
    private static final int HEAD = 10;

    private final byte[] head;
    private ByteBuffer packed = ByteBuffer.allocate(8 * 1024);

    /** Is told what a record holds, in its order. */
    interface Visitor {
        /** The id of the detector; before all else. */
        void detector(String application);

        /** A record of {@code fintrans.accepted}. */
        void accepted(byte[] value);

        /** What was found. */
        void found(byte[] change);

        /** What is remembered of a unit of time. */
        void history(byte[] unit);
    }

    /**
     * Makes one of which nothing is packed.
     *
     * @param detector the id of the detector whose payments are taken in
     * @param history by what verdicts are made; whoever proves them reads it here
     */
    NetworkJournal(String detector, HistorySettings history) {
        byte[] name = detector.getBytes(UTF_8);
        ByteBuffer out = ByteBuffer.allocate(name.length + 3 * HEAD);
        out.put(FORM);
        Varints.writeUnsigned(name.length, out);
        out.put(name);
        Varints.writeLong(history.unit().toMillis(), out);
        Varints.writeUnsigned(history.units(), out);
        head = new byte[out.position()];
        out.flip().get(head);
        packed.put(head);
    }

    /** Whether nothing is packed. */
    boolean isEmpty() {
        return packed.position() == head.length;
    }

    /** Whether so many bytes more need a record of their own; of an empty one never. */
    boolean isFullFor(int bytes) {
        return !isEmpty() && packed.position() + bytes + HEAD > LARGEST;
    }

    /** The memory that it takes, in bytes. */
    long bytes() {
        return packed.capacity();
    }

    void accepted(byte[] value) {
        add(ACCEPTED, value);
    }

    void found(byte[] change) {
        add(FOUND, change);
    }

    void history(byte[] unit) {
        add(HISTORY, unit);
    }

    private void add(int kind, byte[] bytes) {
        int needed = bytes.length + HEAD;
        if (packed.remaining() < needed) {
            packed = ByteBuffer.allocate(Math.max(packed.capacity() * 2, packed.position() + needed))
                    .put(packed.flip());
        }
        Varints.writeUnsigned(kind, packed);
        Varints.writeUnsigned(bytes.length, packed);
        packed.put(bytes);
    }

    /** The value of the next record, with everything packed so far; packing then starts anew. */
    byte[] take() {
        byte[] value = new byte[packed.position()];
        packed.flip().get(value);
        packed.clear().put(head);
        return value;
    }

    /**
     * Tells the visitor what a record holds.
     *
     * @throws Form.NewerFormException if a newer version of fintrans wrote it
     * @throws IllegalArgumentException if it is no record of a journal
     */
    static void read(byte[] value, Visitor visitor) {
        if (value == null || value.length == 0) {
            throw new IllegalArgumentException("the record is empty");
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        int form = Form.of((int) in.get(), FORM, "the network's journal");
        try {
            byte[] name = bytes(in);
            check(name.length > 0 && name.length <= LONGEST_NAME, "the record names no detector");
            visitor.detector(new String(name, UTF_8));
            if (form > WITHOUT_HISTORY) {
                Varints.readLong(in);
                Varints.readUnsigned(in);
            }
            while (in.hasRemaining()) {
                int kind = Varints.readUnsigned(in);
                tell(kind, bytes(in), visitor);
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the record ends too early", e);
        }
    }

    private static void tell(int kind, byte[] entry, Visitor visitor) {
        switch (kind) {
            case ACCEPTED -> visitor.accepted(entry);
            case FOUND -> visitor.found(entry);
            case HISTORY -> visitor.history(entry);
            default -> throw new IllegalArgumentException("the record has an entry that is none");
        }
    }

    private static byte[] bytes(ByteBuffer in) {
        int length = Varints.readUnsigned(in);
        check(length >= 0 && length <= in.remaining(), "the record has an entry of an impossible length");
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
