package io.fintrans.ingest;

import io.fintrans.timeseries.LineProtocol;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The first demo's layout: a measurement for each city, both accounts as tags, the amount as field. There the amount was a whole number; here
 * it is a decimal one, because payments have cents. Every pair of accounts is a series of its own.
 */
final class OriginalPoints implements PointFormat {
    private static final long MILLI_NANOS = 1_000_000L;
    private static final int PARTITIONS = 100;

    private final Payments payments = new Payments();

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, LineProtocol lines) {
        Optional<Payment> payment = payments.read(record);
        if (payment.isEmpty()) {
            return false;
        }
        Money amount = payment.get().amount();
        lines.measurement(record.topic())
                .tag("source", payment.get().source().toString())
                .tag("target", payment.get().target().toString())
                .decimal("amount", amount.minorUnits(), amount.currency().getDefaultFractionDigits())
                .at(nanos(record));
        return true;
    }

    /** No tag tells the partition here, so the time must: two partitions may hold payments of one pair in one millisecond. */
    static long nanos(ConsumerRecord<byte[], byte[]> record) {
        long place = record.offset() * PARTITIONS + record.partition() % PARTITIONS;
        return record.timestamp() * MILLI_NANOS + place % MILLI_NANOS;
    }
}
