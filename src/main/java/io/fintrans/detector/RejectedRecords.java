package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.format.TransactionFormat;
import io.fintrans.streams.ImpossibleTime;
import io.fintrans.streams.PaymentReader;
import io.fintrans.topic.RejectedHeaders;
import io.fintrans.transaction.Rejection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Makes the records of {@code fintrans.rejected}: as they came, with headers that say why and from where. */
final class RejectedRecords {
    private RejectedRecords() {}

    /**
     * The record that keeps a rejected one. A key or value over 64 KiB is cut, headers beyond all use are left out; the
     * city's topic still has everything.
     *
     * @param rejected the record as it came
     * @param recordTime its timestamp
     * @param now the time of rejection, in milliseconds since 1970
     */
    static Record<byte[], byte[]> of(
            Record<byte[], byte[]> rejected,
            Rejection rejection,
            String topic,
            int partition,
            long offset,
            long recordTime,
            long now) {
        byte[] value = rejected.value();
        Headers headers = PaymentReader.headersTooLarge(rejected.headers())
                ? new RecordHeaders()
                : new RecordHeaders(rejected.headers());
        headers.remove(ImpossibleTime.KEY);
        add(headers, RejectedHeaders.REASON, rejection.reason().code());
        add(headers, RejectedHeaders.DETAIL, rejection.detail());
        add(headers, RejectedHeaders.TOPIC, topic);
        add(headers, RejectedHeaders.PARTITION, Integer.toString(partition));
        add(headers, RejectedHeaders.OFFSET, Long.toString(offset));
        add(headers, RejectedHeaders.TIMESTAMP, Long.toString(recordTime));
        if (value != null && value.length > TransactionFormat.MAX_BYTES) {
            add(headers, RejectedHeaders.SIZE, Integer.toString(value.length));
            add(headers, RejectedHeaders.SHA_256, sha256(value));
        }
        return new Record<>(cut(rejected.key()), cut(value), now, headers);
    }

    private static void add(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(UTF_8));
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= TransactionFormat.MAX_BYTES
                ? bytes
                : Arrays.copyOf(bytes, TransactionFormat.MAX_BYTES);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
