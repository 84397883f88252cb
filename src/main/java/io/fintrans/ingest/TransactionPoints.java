package io.fintrans.ingest;

import io.fintrans.timeseries.LineProtocol;
import io.fintrans.timeseries.Series;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Measurement {@code transaction}: each payment a point, its accounts as fields. As tags they would be a series for each pair, which no
 * InfluxDB survives for long.
 */
final class TransactionPoints implements PointFormat {
    static final String MEASUREMENT = "transaction";
    private static final long MILLI_NANOS = 1_000_000L;

    private final Payments payments = new Payments();
    private final Map<Integer, Series> series = new HashMap<>();

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, LineProtocol lines) {
        Optional<Payment> payment = payments.read(record);
        if (payment.isEmpty()) {
            return false;
        }
        Money amount = payment.get().amount();
        lines.series(series.computeIfAbsent(record.partition(), partition -> series(record.topic(), partition)))
                .text("source", payment.get().source())
                .text("target", payment.get().target())
                .decimal("amount", amount.minorUnits(), amount.currency().getDefaultFractionDigits())
                .at(nanos(record));
        return true;
    }

    private static Series series(String city, int partition) {
        return Series.of(MEASUREMENT, new TreeMap<>(Map.of("city", city, "partition", Integer.toString(partition))));
    }

    /** The payment's millisecond, and within it a nanosecond that no other of a million payments around it in the partition has. */
    static long nanos(ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() * MILLI_NANOS + record.offset() % MILLI_NANOS;
    }
}
