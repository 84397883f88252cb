package io.fintrans.ingest;

import io.fintrans.format.TextFormat;
import io.fintrans.topic.PaymentReader;
import io.fintrans.transaction.Payment;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads payments out of records of the city topics as all stages do; what is none is the detector's to reject. */
final class Payments {
    private final PaymentReader reader = new PaymentReader(new TextFormat());

    /** @param record whose time {@link PartitionTime} has looked at */
    Optional<Payment> read(ConsumerRecord<byte[], byte[]> record) {
        return reader.read(record.headers(), record.value(), record.topic()) instanceof Payment payment
                ? Optional.of(payment)
                : Optional.empty();
    }
}
