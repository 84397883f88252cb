package io.fintrans.reconcile.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.format.PaymentFormat;
import io.fintrans.reader.Unreadable;
import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Decoded.Entry;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payments;
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
public final class Content {
    /** More headers than this, or more bytes in them than {@link #MAX_HEADER_BYTES}, are an attack. */
    private static final int MAX_HEADERS = 64;

    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final String CITY = "city";

    private final PaymentFormat format;

    /** @param format of the cities' records */
    public Content(PaymentFormat format) {
        this.format = format;
    }

    /** Whether no record has more than one payment. */
    public boolean isPlain() {
        return format.isPlain();
    }

    /** How many payments a record may have, rejected ones too; one that is rejected whole counts as one. */
    public int width(ConsumerRecord<byte[], byte[]> record) {
        Decoded decoded = decode(record);
        return decoded instanceof Payments several && byHeaders(record).isEmpty()
                ? several.entries().size()
                : 1;
    }

    /** The payment that the record is if nothing in {@link #faults} speaks against it, or why its value is none. */
    Decoded decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return format.decode(record.value());
        } catch (RuntimeException | StackOverflowError e) {
            return new Rejection(Reason.MALFORMED, "the value cannot be read");
        }
    }

    /** What is at a place of a record; null if there is nothing. */
    @Nullable
    Entry entry(ConsumerRecord<byte[], byte[]> record, int index) {
        Decoded decoded = decode(record);
        if (decoded instanceof Payments several) {
            return index < several.entries().size() ? several.entries().get(index) : null;
        }
        return decoded instanceof Entry only && index == 0 ? only : null;
    }

    /** Every reason for which the content may be rejected; none for a payment. */
    Set<Reason> faults(ConsumerRecord<byte[], byte[]> record, Decoded decoded) {
        @Nullable Header[] headers = record.headers().toArray();
        if (decoded instanceof Payment payment && headers.length == 0 && isCountable(payment)) {
            return Collections.emptySet();
        }
        Set<Reason> faults = byHeaders(record);
        if (faults.contains(Reason.UNREADABLE)) {
            return faults;
        }
        if (decoded instanceof Rejection rejection) {
            faults.add(rejection.reason());
        } else if (decoded instanceof Payment payment && !isCountable(payment)) {
            faults.add(Reason.NO_RATE);
        }
        return faults;
    }

    /** Why an entry of a record of several is no payment; none if it is one. */
    Set<Reason> faults(Entry entry) {
        if (entry instanceof Rejection rejection) {
            return EnumSet.of(rejection.reason());
        }
        return entry instanceof Payment payment && !isCountable(payment)
                ? EnumSet.of(Reason.NO_RATE)
                : Collections.emptySet();
    }

    /** So far all money is counted in one currency. */
    private static boolean isCountable(Payment payment) {
        return payment.amount().currency().equals(Money.USD);
    }

    private static Set<Reason> byHeaders(ConsumerRecord<byte[], byte[]> record) {
        if (Unreadable.marks(record.headers())) {
            return EnumSet.of(Reason.UNREADABLE);
        }
        Set<Reason> faults = EnumSet.noneOf(Reason.class);
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
