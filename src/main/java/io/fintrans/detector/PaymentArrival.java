package io.fintrans.detector;

import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Place;
import org.jspecify.annotations.Nullable;

/**
 * A payment on its way through the detector, with where it came from and how it was written there.
 *
 * @param offset of its record
 * @param recordTime its record's timestamp, in milliseconds since 1970
 * @param value the record's value, for the case that the payment is rejected after all; null if it is not at hand, because the payment is one
 *     of several in its record and another task has read it
 */
@SuppressWarnings("ArrayRecordComponent") // Payments are never compared.
record PaymentArrival(
        Payment payment, String topic, int partition, long offset, long recordTime, byte @Nullable [] value)
        implements Arrival {
    Coordinates coordinates() {
        return new Coordinates(topic, partition, offset, payment.index());
    }

    /** Where it stands in its partition, as of {@link Place}. */
    long place() {
        return Place.of(offset, payment.index());
    }
}
