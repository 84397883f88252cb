package io.fintrans.reconcile.ledger;

import io.fintrans.format.PaymentFormat;
import io.fintrans.topic.record.CutValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What {@code fintrans.rejected} says of a value that it does not keep whole.
 *
 * @param size in bytes
 * @param sha256 in hexadecimal digits; null where the value is so large that none is kept
 */
record OversizedValue(long size, @Nullable String sha256) {
    static Optional<OversizedValue> of(ConsumerRecord<byte[], byte[]> record) {
        CutValue cut = CutValue.of(record.headers());
        if (cut != null) {
            return Optional.of(new OversizedValue(cut.size(), cut.sha256()));
        }
        byte[] value = record.value();
        if (value == null || value.length <= PaymentFormat.MAX_BYTES) {
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
