package io.fintrans.topic.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.format.PaymentFormat;
import io.fintrans.transaction.Decoded;
import io.fintrans.transaction.Decoded.Entry;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Payments;
import io.fintrans.transaction.Rejection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Makes payments of a city's record, or says why it has none. All stages read payments by it, so all count the same ones. */
public final class PaymentReader {
    /** A record with this header must come to the topic that it names. */
    public static final String CITY_HEADER = "city";

    private final PaymentFormat format;

    /** @param format of the records' values */
    public PaymentReader(PaymentFormat format) {
        this.format = format;
    }

    /** Whether a record has one payment at most, and that at the record's time. */
    public boolean isPlain() {
        return format.isPlain();
    }

    /** Reads a record of a city's topic. */
    public Consumed read(ConsumerRecord<byte[], byte[]> record) {
        return read(record.headers(), record.value(), record.topic());
    }

    /**
     * Reads a record; whether its times can be is for {@link Consumed#judge} to say.
     *
     * @param topic that it came from
     */
    public Consumed read(Headers headers, byte @Nullable [] value, String topic) {
        Rejection rejection = headers.toArray().length > 0 ? rejectByHeaders(headers, topic) : null;
        return new Consumed(rejection == null ? decode(value) : rejection, value);
    }

    private Decoded decode(byte @Nullable [] value) {
        Decoded decoded;
        try {
            decoded = format.decode(value);
        } catch (RuntimeException | StackOverflowError e) {
            // A format must not throw; if one does, that is no reason to stop for whoever wrote the record.
            return RejectionWords.UNFORESEEN;
        }
        if (decoded instanceof Payment payment) {
            return countable(payment);
        }
        return decoded instanceof Payments several ? countable(several) : decoded;
    }

    private static Decoded countable(Payments several) {
        if (several.entries().stream().allMatch(entry -> countable(entry) == entry)) {
            return several;
        }
        List<Entry> entries =
                several.entries().stream().map(PaymentReader::countable).toList();
        return new Payments(entries);
    }

    /** Money of several currencies is never added, and so far all is counted in one. */
    private static Entry countable(Entry entry) {
        return entry instanceof Payment payment && !payment.amount().currency().equals(Money.USD)
                ? RejectionWords.NO_RATE
                : entry;
    }

    private static @Nullable Rejection rejectByHeaders(Headers headers, String topic) {
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
