package io.fintrans.ingest.point;

import io.fintrans.format.PaymentFormat;
import io.fintrans.timeseries.LineProtocol;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The first demo's layout: a measurement for each city, both accounts as tags, the amount as field. There the amount was a whole number; here
 * it is a decimal one, because payments have cents. Every pair of accounts is a series of its own.
 */
final class OriginalPoints implements PointFormat {
    private static final long MILLI_NANOS = 1_000_000L;
    private static final int PARTITIONS = 100;

    private final Payments payments;

    /** @param format of the records */
    OriginalPoints(PaymentFormat format) {
        this.payments = new Payments(format);
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, LineProtocol lines) {
        List<Payment> found = payments.read(record);
        for (Payment payment : found) {
            Money amount = payment.amount();
            lines.measurement(record.topic());
            if (payment.index() > 0) {
                lines.tag("part", Integer.toString(payment.index()));
            }
            lines.tag("source", payment.source().toString())
                    .tag("target", payment.target().toString())
                    .decimal("amount", amount.minorUnits(), amount.currency().getDefaultFractionDigits())
                    .at(nanos(record, payment));
        }
        return !found.isEmpty();
    }

    /** No tag tells the partition here, so the time must: two partitions may hold payments of one pair in one millisecond. */
    static long nanos(ConsumerRecord<byte[], byte[]> record, Payment payment) {
        long place = record.offset() * PARTITIONS + record.partition() % PARTITIONS;
        return payment.timeIn(record.timestamp()) * MILLI_NANOS + place % MILLI_NANOS;
    }
}
