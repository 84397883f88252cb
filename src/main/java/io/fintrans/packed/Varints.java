package io.fintrans.packed;

import java.nio.ByteBuffer;

/**
 * Writes and reads integers of variable length: seven bits a byte, the lowest first, the top bit set on all bytes but the last.
 * The encoding is that of <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers</a>: {@code int32} values are
 * written unsigned, {@code long} values in zigzag, so that small negative numbers are short too.
 */
public final class Varints {
    private static final int INT_BYTES = 5;
    private static final int LONG_BYTES = 10;

    private Varints() {}

    /** Writes 1 to 5 bytes; a negative value is written as the unsigned one with the same bits. */
    public static void writeUnsigned(int value, ByteBuffer out) {
        int left = value;
        while ((left & ~0x7f) != 0) {
            out.put((byte) (left | 0x80));
            left >>>= 7;
        }
        out.put((byte) left);
    }

    /** Writes 1 to 10 bytes. */
    public static void writeLong(long value, ByteBuffer out) {
        long left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7fL) != 0) {
            out.put((byte) (left | 0x80));
            left >>>= 7;
        }
        out.put((byte) left);
    }

    /**
     * Reads what {@link #writeUnsigned} wrote.
     *
     * @throws IllegalArgumentException if no integer ends within 5 bytes
     * @throws java.nio.BufferUnderflowException if the buffer ends first
     */
    public static int readUnsigned(ByteBuffer in) {
        int value = 0;
        for (int i = 0; i < INT_BYTES; i++) {
            byte next = in.get();
            value |= (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("no 32-bit integer ends within " + INT_BYTES + " bytes");
    }

    /**
     * Reads what {@link #writeLong} wrote.
     *
     * @throws IllegalArgumentException if no integer ends within 10 bytes
     * @throws java.nio.BufferUnderflowException if the buffer ends first
     */
    public static long readLong(ByteBuffer in) {
        long value = 0;
        for (int i = 0; i < LONG_BYTES; i++) {
            byte next = in.get();
            value |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new IllegalArgumentException("no 64-bit integer ends within " + LONG_BYTES + " bytes");
    }
}
