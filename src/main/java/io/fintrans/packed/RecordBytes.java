package io.fintrans.packed;

/**
 * Reads values from a part of a record. Anybody may have written it: a value that does not end in that part is refused with a sentence.
 */
final class RecordBytes {
    private static final byte[] NONE = {};
    private static final int INT_BYTES = 5;
    private static final int LONG_BYTES = 10;

    private byte[] bytes = NONE;
    private int at;
    private int end;

    void open(byte[] from, int first, int behind) {
        bytes = from;
        at = first;
        end = behind;
    }

    /** The record that it reads from. */
    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    int remaining() {
        return end - at;
    }

    /** @throws IllegalArgumentException if something is left */
    void checkEnd() {
        if (at != end) {
            throw new IllegalArgumentException("the packed payments have more in a column than they have payments");
        }
    }

    byte next() {
        if (at >= end) {
            throw tooShort();
        }
        return bytes[at++];
    }

    /** As of {@link Varints}; never negative. */
    int unsigned() {
        int value = 0;
        for (int i = 0; i < INT_BYTES; i++) {
            byte next = next();
            value |= (next & 0x7f) << (7 * i);
            if (next >= 0) {
                if (value < 0) {
                    break;
                }
                return value;
            }
        }
        throw new IllegalArgumentException("the packed payments have a number that is too large");
    }

    /** As of {@link Varints}. */
    long signed() {
        long value = 0;
        for (int i = 0; i < LONG_BYTES; i++) {
            byte next = next();
            value |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new IllegalArgumentException("the packed payments have a number that does not end");
    }

    /** Of 8 bytes. */
    long fixed() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (next() & 0xff);
        }
        return value;
    }

    /** A number of so many bytes, the highest first. */
    int number(int width) {
        int value = 0;
        for (int i = 0; i < width; i++) {
            value = (value << 8) | (next() & 0xff);
        }
        return value;
    }

    /** Passes over so many bytes, and says where they begin. */
    int skip(long count) {
        if (count < 0 || count > remaining()) {
            throw tooShort();
        }
        int before = at;
        at += (int) count;
        return before;
    }

    private static IllegalArgumentException tooShort() {
        return new IllegalArgumentException("the packed payments are shorter than they say");
    }
}
