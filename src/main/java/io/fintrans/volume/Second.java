package io.fintrans.volume;

import io.fintrans.timeseries.Distribution;
import io.fintrans.timeseries.Volume;
import io.fintrans.transaction.Money;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** What the payments of one second add up to, growing. After a restart it is read from its journal when it is needed first. */
final class Second {
    private final String city;
    private final int partition;
    private final long second;

    private @Nullable Journalled journalled;
    private Currency currency = Money.USD;
    private long count;
    private long total;
    private long smallest = Long.MAX_VALUE;
    private long largest;
    private long offset = -1;
    private Distribution amounts = new Distribution();
    private boolean changed;

    Second(String city, int partition, long second) {
        this.city = city;
        this.partition = partition;
        this.second = second;
    }

    /** @param journalled the volume so far */
    Second(String city, int partition, long second, Journalled journalled) {
        this(city, partition, second);
        this.journalled = journalled;
    }

    long second() {
        return second;
    }

    /** The highest offset of a payment in it. */
    long offset() {
        load();
        return offset;
    }

    /** Whether the amount can be added: in the currency of the others, and the total fits a {@code long}. */
    boolean takes(Money amount) {
        load();
        return (count == 0 || amount.currency().equals(currency)) && total <= Long.MAX_VALUE - amount.minorUnits();
    }

    /**
     * Adds a payment that it takes.
     *
     * @return whether it is the first since {@link #volume} was asked
     */
    boolean add(Money amount, long paymentOffset) {
        load();
        currency = amount.currency();
        total += amount.minorUnits();
        count++;
        smallest = Math.min(smallest, amount.minorUnits());
        largest = Math.max(largest, amount.minorUnits());
        offset = paymentOffset;
        amounts.add(amount.minorUnits());
        boolean first = !changed;
        changed = true;
        return first;
    }

    /** What the payments add up to so far. */
    Volume volume() {
        load();
        changed = false;
        return new Volume(city, second, partition, currency, count, total, smallest, largest, offset, amounts);
    }

    private void load() {
        if (journalled == null) {
            return;
        }
        Volume volume = journalled.read(city, second, partition);
        journalled = null;
        currency = volume.currency();
        count = volume.count();
        total = volume.total();
        smallest = volume.smallest();
        largest = volume.largest();
        offset = volume.offset();
        amounts = volume.amounts();
    }
}
