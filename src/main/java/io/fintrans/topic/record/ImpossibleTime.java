package io.fintrans.topic.record;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Marks a record whose time cannot be. It travels with the record as a header, from where times are read to the decoder, and is
 * known by its class: a producer can write a header with the same name, but not one of these.
 *
 * @param rejection what is wrong with the time
 * @param recordTime the time, in milliseconds since 1970; in an internal topic, when the record came
 */
public record ImpossibleTime(Rejection rejection, long recordTime) implements Header {
    /** The key of the header. */
    public static final String KEY = "fintrans.impossible-time";

    /** The mark on a record, or null if it has none. */
    public static @Nullable ImpossibleTime of(Headers headers) {
        return headers.lastHeader(KEY) instanceof ImpossibleTime mark ? mark : null;
    }

    /** In a word, what is wrong with the time. */
    public Reason reason() {
        return rejection.reason();
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public byte[] value() {
        return reason().code().getBytes(US_ASCII);
    }
}
