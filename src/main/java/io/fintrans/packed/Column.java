package io.fintrans.packed;

import java.nio.ByteBuffer;

/** Bytes that grow while values are written behind one another, and are used again for the next record. */
final class Column {
    private static final int LONGEST_VALUE = 10;

    private ByteBuffer bytes = ByteBuffer.allocate(64);

    int size() {
        return bytes.position();
    }

    /** The memory that it takes. */
    int capacity() {
        return bytes.capacity();
    }

    void clear() {
        bytes.clear();
    }

    void put(byte value) {
        room(1).put(value);
    }

    void putFixed(long value) {
        room(Long.BYTES).putLong(value);
    }

    void putUnsigned(int value) {
        Varints.writeUnsigned(value, room(LONGEST_VALUE));
    }

    void putLong(long value) {
        Varints.writeLong(value, room(LONGEST_VALUE));
    }

    void putAll(byte[] from) {
        room(from.length).put(from);
    }

    void putZeros(int count) {
        ByteBuffer out = room(count);
        for (int i = 0; i < count; i++) {
            out.put((byte) 0);
        }
    }

    /** Puts a bit, the lowest of each byte first; all bits before it are there. */
    void putBit(int bit, boolean set) {
        int at = bit / Byte.SIZE;
        if (at == size()) {
            put((byte) 0);
        }
        if (set) {
            bytes.put(at, (byte) (bytes.get(at) | 1 << bit % Byte.SIZE));
        }
    }

    void writeTo(ByteBuffer out) {
        out.put(bytes.array(), 0, bytes.position());
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int needed = Math.addExact(bytes.position(), more);
            ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, bytes.capacity() * 2));
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }
}
