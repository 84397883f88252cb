package io.fintrans.topic.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.format.PaymentFormat;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Rejection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What {@code fintrans.rejected} keeps of a record: as it came, with headers that say why and from where. A key or value over 64 KiB is
 * cut, headers beyond all use are left out; the topic it came from still has everything.
 */
public final class RejectedRecord {
    /** More headers than this are an attack, not metadata. */
    public static final int MAX_HEADERS = 64;
    /** More bytes in headers than this are an attack, not metadata. */
    public static final int MAX_HEADER_BYTES = 16 * 1024;

    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Headers headers;

    /**
     * @param came the headers as they came; not changed
     * @param from where the record is, or the payment in it
     * @param timestamp the record's, in milliseconds since 1970
     * @param application that rejects it
     */
    public RejectedRecord(
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers came,
            Rejection rejection,
            Coordinates from,
            long timestamp,
            String application) {
        this.key = cut(key);
        this.value = cut(value);
        this.headers = headersTooLarge(came) ? new RecordHeaders() : new RecordHeaders(came);
        headers.remove(CutValue.KEY);
        add(RejectedHeaders.FORM, Integer.toString(RejectedHeaders.form(from.index())));
        add(RejectedHeaders.APPLICATION, application);
        add(RejectedHeaders.REASON, rejection.reason().code());
        add(RejectedHeaders.DETAIL, rejection.detail());
        add(RejectedHeaders.TOPIC, from.topic());
        add(RejectedHeaders.PARTITION, Integer.toString(from.partition()));
        add(RejectedHeaders.OFFSET, Long.toString(from.offset()));
        headers.remove(RejectedHeaders.INDEX);
        if (from.index() > 0) {
            add(RejectedHeaders.INDEX, Integer.toString(from.index()));
        }
        add(RejectedHeaders.TIMESTAMP, Long.toString(timestamp));
        headers.remove(RejectedHeaders.SIZE);
        headers.remove(RejectedHeaders.SHA_256);
        CutValue whole = CutValue.of(came);
        if (whole == null && value != null && value.length > PaymentFormat.MAX_BYTES) {
            whole = new CutValue(value.length, sha256(value));
        }
        if (whole != null) {
            add(RejectedHeaders.SIZE, Long.toString(whole.size()));
            if (whole.sha256() != null) {
                add(RejectedHeaders.SHA_256, whole.sha256());
            }
        }
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value;
    }

    public Headers headers() {
        return headers;
    }

    /** Whether a record has headers beyond all use. */
    public static boolean headersTooLarge(Headers headers) {
        int count = 0;
        long bytes = 0;
        for (Header header : headers) {
            count++;
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return count > MAX_HEADERS || bytes > MAX_HEADER_BYTES;
    }

    private void add(String name, String text) {
        headers.remove(name);
        headers.add(name, text.getBytes(UTF_8));
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= PaymentFormat.MAX_BYTES
                ? bytes
                : Arrays.copyOf(bytes, PaymentFormat.MAX_BYTES);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
