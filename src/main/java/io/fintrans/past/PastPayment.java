package io.fintrans.past;

import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Payment;
import org.jspecify.annotations.Nullable;

/**
 * A payment of the past.
 *
 * @param topic the city where it was made
 * @param partition of the topic; 0 of a file
 * @param offset of its record; of a file, the number of its row
 * @param time when it was made, in milliseconds since 1970
 * @param name what a file calls it; null for its {@link #coordinates}
 */
public record PastPayment(
        Payment payment,
        String topic,
        int partition,
        long offset,
        long time,
        @Nullable String name) {
    /** Where Kafka keeps it. */
    public Coordinates coordinates() {
        return new Coordinates(topic, partition, offset, payment.index());
    }
}
