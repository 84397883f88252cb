package io.fintrans.network.judge;

import java.util.Comparator;

/**
 * A payment of a test.
 *
 * @param id its offset, and nobody else's
 */
record NetworkPayment(int source, int target, long time, long amount, int id) {
    /** By time, and then by where it was read. */
    static final Comparator<NetworkPayment> ORDER =
            Comparator.comparingLong(NetworkPayment::time).thenComparingInt(NetworkPayment::id);
}
