package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.transaction.Coordinates;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record in {@code fintrans.by-source}: of a payment, where it was read from, which is its id, and its time and key
 * there; of a {@link Watermark}, which task it is about.
 */
final class OriginHeaders {
    private static final String APPLICATION = "fintrans.application";
    private static final String TOPIC = "fintrans.topic";
    private static final String PARTITION = "fintrans.partition";
    private static final String OFFSET = "fintrans.offset";
    private static final String TIME = "fintrans.time";
    private static final String KEY = "fintrans.key";
    private static final String TASK = "fintrans.task";
    private static final String IDLE = "fintrans.idle";

    /** No partition comes so far: at a million records a second it would take nine years. */
    private static final long MAX_OFFSET = 1L << 48;

    private OriginHeaders() {}

    /**
     * Of a payment.
     *
     * @param application id of the detector that the record is for: each one only counts what it sent itself
     * @param time of the payment, in milliseconds since 1970; the record's own is when it came to the topic
     * @param key as it came, or null
     */
    static Headers of(String application, String topic, int partition, long offset, long time, byte @Nullable [] key) {
        Headers headers = new RecordHeaders()
                .add(APPLICATION, application.getBytes(UTF_8))
                .add(TOPIC, topic.getBytes(UTF_8))
                .add(PARTITION, Integer.toString(partition).getBytes(UTF_8))
                .add(OFFSET, Long.toString(offset).getBytes(UTF_8))
                .add(TIME, Long.toString(time).getBytes(UTF_8));
        return key == null ? headers : headers.add(KEY, key);
    }

    /** Of a watermark; {@code application} as for a payment. */
    static Headers of(String application, Watermark watermark) {
        return new RecordHeaders()
                .add(APPLICATION, application.getBytes(UTF_8))
                .add(TASK, Integer.toString(watermark.task()).getBytes(UTF_8))
                .add(TIME, Long.toString(watermark.time()).getBytes(UTF_8))
                .add(IDLE, Boolean.toString(watermark.idle()).getBytes(UTF_8));
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

    /**
     * The time of a payment or watermark, in milliseconds since 1970.
     *
     * @throws IllegalArgumentException if the header is not there, or not a time
     */
    static long time(Headers headers) {
        long time = Long.parseLong(text(headers, TIME));
        if (time < 0) {
            throw new IllegalArgumentException("the time must not be negative");
        }
        return time;
    }

    /** The key that the payment had in its city's topic, or null. */
    static byte @Nullable [] key(Headers headers) {
        Header key = headers.lastHeader(KEY);
        return key == null ? null : key.value();
    }

    /**
     * The watermark, if the record is one and not a payment.
     *
     * @throws IllegalArgumentException if its headers say nothing that makes sense
     */
    static @Nullable Watermark watermark(Headers headers) {
        return headers.lastHeader(TASK) == null
                ? null
                : new Watermark(
                        Integer.parseInt(text(headers, TASK)),
                        time(headers),
                        Boolean.parseBoolean(text(headers, IDLE)));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("the record has no header " + name);
        }
        return new String(header.value(), UTF_8);
    }
}
