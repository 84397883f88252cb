package io.fintrans.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.format.PaymentFormat;
import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Rejection;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Makes a payment of a city's record, or says why it is none. All stages read payments by it, so all count the same ones. */
public final class PaymentReader {
    /** A record with this header must come to the topic that it names. */
    public static final String CITY_HEADER = "city";

    private final PaymentFormat format;

    /** @param format of the records' values */
    public PaymentReader(PaymentFormat format) {
        this.format = format;
    }

    /**
     * Reads a record; {@link TimeBounds} has looked at its time, and {@link ImpossibleTime} marks it if that cannot be.
     *
     * @param topic that it came from
     */
    public Decoded read(Headers headers, byte @Nullable [] value, String topic) {
        if (headers.toArray().length > 0) {
            Rejection rejection = rejectByHeaders(headers, topic);
            if (rejection != null) {
                return rejection;
            }
        }
        return format.decode(value);
    }

    private static @Nullable Rejection rejectByHeaders(Headers headers, String topic) {
        ImpossibleTime time = ImpossibleTime.of(headers);
        if (time != null) {
            return time.rejection();
        }
        if (RejectedRecord.headersTooLarge(headers)) {
            return RejectionWords.HEADERS_TOO_LARGE;
        }
        Header city = headers.lastHeader(CITY_HEADER);
        return city != null && !text(city).equals(topic) ? RejectionWords.WRONG_CITY : null;
    }

    private static String text(Header header) {
        return header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
