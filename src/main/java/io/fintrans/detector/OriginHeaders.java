package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.format.PaymentFormat;
import io.fintrans.topic.record.RejectedRecord;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Payments;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record in {@code fintrans.by-source}: of a payment, where it was read from, which is its id, and its time and key
 * there; of a {@link Watermark}, which task it is about, and when it was told.
 *
 * <p>A stranger may have written them. So nothing is read that is longer than it can be, and no message quotes them.
 */
final class OriginHeaders {
    private static final String APPLICATION = "fintrans.application";
    private static final String TOPIC = "fintrans.topic";
    private static final String PARTITION = "fintrans.partition";
    private static final String OFFSET = "fintrans.offset";
    private static final String TIME = "fintrans.time";
    /** Of a payment that is one of several in its record; its value is then the payment alone. */
    private static final String INDEX = "fintrans.index";
    /** The timestamp of its record, where the payment has another time. */
    private static final String RECORD_TIME = "fintrans.record-time";

    private static final String KEY = "fintrans.key";
    private static final String TASK = "fintrans.task";

    /** No partition comes so far: at a million records a second it would take nine years. */
    private static final long MAX_OFFSET = 1L << 48;
    /** Kafka's longest name of a topic or group, and more than any number has digits. */
    private static final int LONGEST = 255;
    /** A key is kept for {@code fintrans.rejected}, which keeps no more of it. */
    private static final int LONGEST_KEY = PaymentFormat.MAX_BYTES;

    private OriginHeaders() {}

    /** Whether the payment is one of several in its record. */
    static boolean isOneOfSeveral(Headers headers) {
        return headers.lastHeader(INDEX) != null;
    }

    /**
     * The timestamp of the payment's record, in milliseconds since 1970.
     *
     * @throws IllegalArgumentException if it is none
     */
    static long recordTime(Headers headers) {
        if (headers.lastHeader(RECORD_TIME) == null) {
            return time(headers);
        }
        long time = number(headers, RECORD_TIME);
        if (time < 0) {
            throw new IllegalArgumentException("its record's time must not be negative");
        }
        return time;
    }

    /** Whether there are more headers, or more in them, than any task ever wrote. */
    static boolean tooLarge(Headers headers) {
        Header key = headers.lastHeader(KEY);
        if (key == null) {
            return RejectedRecord.headersTooLarge(headers);
        }
        Headers others = new RecordHeaders(headers).remove(KEY);
        return RejectedRecord.headersTooLarge(others) || (key.value() != null && key.value().length > LONGEST_KEY);
    }

    /** The id of the detector that the record is for. */
    static String application(Headers headers) {
        return text(headers, APPLICATION);
    }

    /** @throws IllegalArgumentException if the headers are not there, or not coordinates */
    static Coordinates read(Headers headers) {
        long partition = number(headers, PARTITION);
        long index = isOneOfSeveral(headers) ? number(headers, INDEX) : 0;
        if (index < 0 || index >= Payments.MOST) {
            throw new IllegalArgumentException("the place in the record must not be negative, nor beyond use");
        }
        Coordinates origin =
                new Coordinates(text(headers, TOPIC), (int) partition, number(headers, OFFSET), (int) index);
        if (partition < 0 || partition > Integer.MAX_VALUE || origin.offset() < 0 || origin.offset() >= MAX_OFFSET) {
            throw new IllegalArgumentException("partition and offset must not be negative, nor beyond use");
        }
        return origin;
    }

    /**
     * The time of a payment or watermark, in milliseconds since 1970.
     *
     * @throws IllegalArgumentException if the header is not there, or not a time
     */
    static long time(Headers headers) {
        long time = number(headers, TIME);
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

    /** Whether the record is a watermark and not a payment. */
    static boolean isWatermark(Headers headers) {
        return headers.lastHeader(TASK) != null;
    }

    private static long number(Headers headers, String name) {
        try {
            return Long.parseLong(text(headers, name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the header " + name + " is no number", e);
        }
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("the record has no header " + name);
        }
        if (header.value().length > LONGEST) {
            throw new IllegalArgumentException("the header " + name + " is longer than it can be");
        }
        return new String(header.value(), UTF_8);
    }
}
