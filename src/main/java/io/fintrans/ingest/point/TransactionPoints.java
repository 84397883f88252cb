package io.fintrans.ingest.point;

import io.fintrans.format.PaymentFormat;
import io.fintrans.timeseries.LineProtocol;
import io.fintrans.timeseries.Series;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Measurement {@code transaction}: each payment a point, its accounts as fields. As tags they would be a series for each pair, which no
 * InfluxDB survives for long.
 */
final class TransactionPoints implements PointFormat {
    static final String MEASUREMENT = "transaction";
    /** In place of a part: the first payment of its record. */
    private static final int WHOLE = -1;

    private static final long MILLI_NANOS = 1_000_000L;

    /** Nanoseconds of a payment that is not the first of its record: so many records apart, each with so many. */
    private static final int RECORDS = 7812;

    private static final int PART = 128;

    private record Group(int partition, int part) {}

    private final Payments payments;
    private final Map<Group, Series> series = new HashMap<>();

    /** @param format of the records */
    TransactionPoints(PaymentFormat format) {
        this.payments = new Payments(format);
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, LineProtocol lines) {
        List<Payment> found = payments.read(record);
        for (Payment payment : found) {
            Money amount = payment.amount();
            Group group = new Group(record.partition(), payment.index() == 0 ? WHOLE : payment.index() / PART);
            lines.series(series.computeIfAbsent(group, any -> series(record.topic(), any)))
                    .text("source", payment.source())
                    .text("target", payment.target())
                    .decimal("amount", amount.minorUnits(), amount.currency().getDefaultFractionDigits())
                    .at(nanos(record, payment));
        }
        return !found.isEmpty();
    }

    private static Series series(String city, Group group) {
        Map<String, String> tags =
                new TreeMap<>(Map.of("city", city, "partition", Integer.toString(group.partition())));
        if (group.part() != WHOLE) {
            tags.put("part", Integer.toString(group.part()));
        }
        return Series.of(MEASUREMENT, new TreeMap<>(tags));
    }

    /**
     * The payment's millisecond, and within it a nanosecond that no other around it in the partition has: of a million payments that are the
     * first of their records, and of {@link #RECORDS} records for the others, which are told apart from the first ones by the tag {@code part}.
     */
    static long nanos(ConsumerRecord<byte[], byte[]> record, Payment payment) {
        long place = payment.index() == 0
                ? record.offset() % MILLI_NANOS
                : record.offset() % RECORDS * PART + payment.index() % PART;
        return payment.timeIn(record.timestamp()) * MILLI_NANOS + place;
    }
}
