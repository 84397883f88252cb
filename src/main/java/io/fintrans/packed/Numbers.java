package io.fintrans.packed;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A column of numbers whose width is known only when the record is taken. */
final class Numbers {
    private int[] values = new int[64];
    private int count;

    int capacity() {
        return 4 * values.length;
    }

    void clear() {
        count = 0;
    }

    void add(int value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = value;
    }

    /**
     * Writes the numbers.
     *
     * @param width bytes of each, up to 3
     */
    void writeTo(ByteBuffer out, int width) {
        for (int i = 0; i < count; i++) {
            write(values[i], width, out);
        }
    }

    /** Writes a number of up to 3 bytes, the highest first. */
    static void write(int value, int width, ByteBuffer out) {
        if (width > 2) {
            out.put((byte) (value >>> 16));
        }
        if (width > 1) {
            out.put((byte) (value >>> 8));
        }
        out.put((byte) value);
    }
}
