package io.fintrans.reconcile;

import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Money;
import org.jspecify.annotations.Nullable;

/** What a second must say. */
final class SecondSum {
    /** Only where there is something to compare it with: it takes more memory than all the rest. */
    private final @Nullable Distribution amounts;

    private long count;
    private long total;
    private long smallest = Long.MAX_VALUE;
    private long largest;
    private long offset = -1;
    private boolean uncertain;

    SecondSum(boolean compared) {
        amounts = compared ? new Distribution() : null;
    }

    /** Adds a payment, as long as the total fits a {@code long}. */
    void add(long amount, long paymentOffset) {
        if (total > Long.MAX_VALUE - amount) {
            return;
        }
        count++;
        total += amount;
        smallest = Math.min(smallest, amount);
        largest = Math.max(largest, amount);
        offset = paymentOffset;
        if (amounts != null) {
            amounts.add(amount);
        }
    }

    /** Says that only a clock decided whether a record in it is a payment. */
    void doubt() {
        uncertain = true;
    }

    boolean isUncertain() {
        return uncertain;
    }

    long count() {
        return count;
    }

    /** The highest of a payment in it. */
    long offset() {
        return offset;
    }

    /** Whether a volume says all of it. */
    boolean says(Volume volume) {
        return volume.currency().equals(Money.USD)
                && volume.count() == count
                && volume.total() == total
                && volume.smallest() == smallest
                && volume.largest() == largest
                && volume.offset() == offset
                && amounts != null
                && amounts.equals(volume.amounts());
    }

    /** A sentence on what a volume says else. */
    String difference(Volume volume) {
        if (volume.count() != count || volume.total() != total) {
            return "it says " + Count.of(volume.count(), "payment") + " of together " + volume.total()
                    + " minor units, but the topic has " + count + " of together " + total;
        }
        if (!volume.currency().equals(Money.USD)) {
            return "it is in " + volume.currency() + ", but the payments are in " + Money.USD;
        }
        return volume.offset() == offset
                ? "its smallest, its largest or the distribution of its amounts is not that of its payments"
                : "it says that its last payment is at offset " + volume.offset() + ", but that is at " + offset;
    }
}
