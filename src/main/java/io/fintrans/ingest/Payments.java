package io.fintrans.ingest;

import io.fintrans.format.TextFormat;
import io.fintrans.format.TransactionFormat;
import io.fintrans.transaction.Transaction;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads payments out of records of the city topics; what is none is the detector's to reject. */
final class Payments {
    /** The last year that fits 64 bits of nanoseconds is 2262. */
    private static final long MAX_TIME_MILLIS = 9_000_000_000_000L;

    private final TransactionFormat format = new TextFormat();

    Optional<Transaction> read(ConsumerRecord<byte[], byte[]> record) {
        boolean hasTime = record.timestamp() >= 0 && record.timestamp() <= MAX_TIME_MILLIS;
        return hasTime && format.decode(record.value()) instanceof Transaction payment
                ? Optional.of(payment)
                : Optional.empty();
    }
}
