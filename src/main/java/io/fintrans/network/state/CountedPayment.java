package io.fintrans.network.state;

import io.fintrans.transaction.AccountId;

/**
 * A payment that a detector has counted.
 *
 * @param time in milliseconds since 1970
 * @param amount in minor units, as counted
 * @param topic from which the detector has read it, as {@code partition} and {@code place}
 * @param place see {@link io.fintrans.transaction.Place}
 */
record CountedPayment(
        AccountId source, AccountId target, long time, long amount, String topic, int partition, long place) {}
