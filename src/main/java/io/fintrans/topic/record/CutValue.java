package io.fintrans.topic.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Marks a record whose value was too large to be kept: what is in memory is its beginning. The mark travels with the record as a header
 * and is known by its class: a producer can write a header with the same name, but not one of these.
 *
 * @param size of the whole value, in bytes
 * @param sha256 of the whole value, in hexadecimal digits; null where it is so large that this would take seconds
 */
public record CutValue(long size, @Nullable String sha256) implements Header {
    /** The key of the header. */
    public static final String KEY = "fintrans.cut-value";

    /** The mark on a record, or null if it has none. */
    public static @Nullable CutValue of(Headers headers) {
        return headers.lastHeader(KEY) instanceof CutValue mark ? mark : null;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public byte[] value() {
        return Long.toString(size).getBytes(US_ASCII);
    }
}
