package io.fintrans.transaction;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.dynatrace.hash4j.hashing.Hasher64;
import java.util.Arrays;

/**
 * Names an account: 1 to 64 characters of {@code A-Z a-z 0-9 . _ : -}, compared byte by byte.
 *
 * <p>A view of ASCII bytes that it shares with the record it was read from: the detector makes two of these for each
 * payment, so nothing is copied or turned into a {@code String} before someone asks for it.
 */
public final class AccountId implements Comparable<AccountId> {
    /** The longest account id, in characters. */
    public static final int MAX_LENGTH = 64;

    private static final boolean[] ALLOWED = allowed();

    private final byte[] bytes;
    private final int from;
    private final int length;

    private AccountId(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.from = from;
        this.length = length;
    }

    /** @throws IllegalArgumentException if {@code text} is not an account id */
    public static AccountId of(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        if (bytes.length != text.length() || !isValid(bytes, 0, bytes.length)) {
            throw new IllegalArgumentException(
                    "An account id is 1 to " + MAX_LENGTH + " characters of A-Z a-z 0-9 . _ : - but was: " + text);
        }
        return new AccountId(bytes, 0, bytes.length);
    }

    /**
     * A view of {@code length} bytes, which must have passed {@link #isValid} and must not change afterwards.
     */
    public static AccountId view(byte[] bytes, int from, int length) {
        return new AccountId(bytes, from, length);
    }

    /** Whether these bytes are an account id. */
    public static boolean isValid(byte[] bytes, int from, int length) {
        if (length < 1 || length > MAX_LENGTH) {
            return false;
        }
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0 || !ALLOWED[bytes[i]]) {
                return false;
            }
        }
        return true;
    }

    /** The number of characters, which is the number of bytes. */
    public int length() {
        return length;
    }

    /** The ASCII code at {@code index}. */
    public byte byteAt(int index) {
        return bytes[from + index];
    }

    /** Copies the id to {@code target} at {@code at}, and returns the position behind it. */
    public int copyTo(byte[] target, int at) {
        System.arraycopy(bytes, from, target, at, length);
        return at + length;
    }

    /** A fresh array with the id: the key of its records in Kafka. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /** A hash of the bytes, for tables that keep bytes and no objects. */
    public long hash(Hasher64 hasher) {
        return hasher.hashBytesToLong(bytes, from, length);
    }

    /** Whether these are the bytes at {@code at} and after it in {@code others}, which must have so many. */
    public boolean isAt(byte[] others, int at) {
        return Arrays.equals(bytes, from, from + length, others, at, at + length);
    }

    public boolean startsWith(AccountId prefix) {
        return length >= prefix.length
                && Arrays.equals(
                        bytes, from, from + prefix.length, prefix.bytes, prefix.from, prefix.from + prefix.length);
    }

    @Override
    public int compareTo(AccountId other) {
        return Arrays.compare(bytes, from, from + length, other.bytes, other.from, other.from + other.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccountId that
                && Arrays.equals(bytes, from, from + length, that.bytes, that.from, that.from + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return new String(bytes, from, length, US_ASCII);
    }

    private static boolean[] allowed() {
        boolean[] allowed = new boolean[128];
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-".toCharArray()) {
            allowed[c] = true;
        }
        return allowed;
    }
}
