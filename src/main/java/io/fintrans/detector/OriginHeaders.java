package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.transaction.Coordinates;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of a record in {@code fintrans.by-source}: where the payment was read from, which is its id. */
final class OriginHeaders {
    private static final String APPLICATION = "fintrans.application";
    private static final String TOPIC = "fintrans.topic";
    private static final String PARTITION = "fintrans.partition";
    private static final String OFFSET = "fintrans.offset";

    /** No partition comes so far: at a million records a second it would take nine years. */
    private static final long MAX_OFFSET = 1L << 48;

    private OriginHeaders() {}

    /** @param application id of the detector that the record is for: each one only counts what it sent itself */
    static Headers of(String application, String topic, int partition, long offset) {
        return new RecordHeaders()
                .add(APPLICATION, application.getBytes(UTF_8))
                .add(TOPIC, topic.getBytes(UTF_8))
                .add(PARTITION, Integer.toString(partition).getBytes(UTF_8))
                .add(OFFSET, Long.toString(offset).getBytes(UTF_8));
    }

    /** The id of the detector that the record is for. */
    static String application(Headers headers) {
        return text(headers, APPLICATION);
    }

    /** @throws IllegalArgumentException if the headers are not there, or not coordinates */
    static Coordinates read(Headers headers) {
        Coordinates origin = new Coordinates(
                text(headers, TOPIC),
                Integer.parseInt(text(headers, PARTITION)),
                Long.parseLong(text(headers, OFFSET)));
        if (origin.partition() < 0 || origin.offset() < 0 || origin.offset() >= MAX_OFFSET) {
            throw new IllegalArgumentException("partition and offset must not be negative, nor the offset beyond use");
        }
        return origin;
    }

    private static String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("the record has no header " + name);
        }
        return new String(header.value(), UTF_8);
    }
}
