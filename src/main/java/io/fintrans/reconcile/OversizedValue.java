package io.fintrans.reconcile;

import io.fintrans.format.TransactionFormat;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code fintrans.rejected} says of a value that it does not keep whole.
 *
 * @param size in bytes
 * @param sha256 in hexadecimal digits
 */
record OversizedValue(long size, String sha256) {
    static Optional<OversizedValue> of(byte @Nullable [] value) {
        if (value == null || value.length <= TransactionFormat.MAX_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value);
            return Optional.of(new OversizedValue(value.length, HexFormat.of().formatHex(hash)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
