package io.fintrans.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.format.PaymentFormat;
import io.fintrans.format.TextFormat;
import io.fintrans.reader.Unreadable;
import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Decides again whether a record's content is a payment. The format is the detector's, because a second reader of the
 * same text would only test the reader; everything else is decided here.
 */
final class Content {
    /** More headers than this, or more bytes in them than {@link #MAX_HEADER_BYTES}, are an attack. */
    private static final int MAX_HEADERS = 64;

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final String CITY = "city";

    private final PaymentFormat format = new TextFormat();

    /** The payment that the record is if nothing in {@link #faults} speaks against it, or why its value is none. */
    Decoded decode(ConsumerRecord<byte[], byte[]> record) {
        return format.decode(record.value());
    }

    /** Every reason for which the content may be rejected; none for a payment. */
    Set<Reason> faults(ConsumerRecord<byte[], byte[]> record, Decoded decoded) {
        @Nullable Header[] headers = record.headers().toArray();
        if (decoded instanceof Payment && headers.length == 0) {
            return Collections.emptySet();
        }
        if (Unreadable.marks(record.headers())) {
            return EnumSet.of(Reason.UNREADABLE);
        }
        Set<Reason> faults = EnumSet.noneOf(Reason.class);
        if (decoded instanceof Rejection rejection) {
            faults.add(rejection.reason());
        }
        if (tooLarge(record.headers())) {
            faults.add(Reason.HEADERS_TOO_LARGE);
        }
        Header city = record.headers().lastHeader(CITY);
        if (city != null && (city.value() == null || !new String(city.value(), UTF_8).equals(record.topic()))) {
            faults.add(Reason.WRONG_CITY);
        }
        return faults;
    }

    private static boolean tooLarge(Headers headers) {
        int count = 0;
        long bytes = 0;
        for (Header header : headers) {
            count++;
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return count > MAX_HEADERS || bytes > MAX_HEADER_BYTES;
    }
}
