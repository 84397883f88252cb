package io.fintrans.detector;

import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Payment;

/**
 * A payment on its way through the detector, with where it came from and how it was written there.
 *
 * @param value the record's value, for the case that the payment is rejected after all
 */
@SuppressWarnings("ArrayRecordComponent") // Payments are never compared.
record PaymentArrival(Payment payment, String topic, int partition, long offset, byte[] value) implements Arrival {
    /** Where Kafka has it. */
    Coordinates from() {
        return new Coordinates(topic, partition, offset);
    }
}
