package io.fintrans.reader;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 of a value that is too large to be kept; not of one so large that it would hold up the partition for seconds. */
final class Digest {
    private static final long LARGEST = 16 * 1024 * 1024;

    private final @Nullable MessageDigest digest;

    /** @param size of the whole value */
    Digest(long size) {
        this.digest = size <= LARGEST ? sha256() : null;
    }

    void update(ByteBuffer bytes) {
        if (digest != null) {
            digest.update(bytes);
        }
    }

    void update(byte[] bytes, int length) {
        if (digest != null) {
            digest.update(bytes, 0, length);
        }
    }

    /** In hexadecimal digits; null for a value that is too large. */
    @Nullable
    String hex() {
        return digest == null ? null : HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
