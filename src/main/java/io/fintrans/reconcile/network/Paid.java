package io.fintrans.reconcile.network;

import io.fintrans.reconcile.oracle.network.PaymentBook;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Place;

/**
 * A payment that the network stage has taken in. The smaller one comes first in canonical order.
 *
 * @param place see {@link Place}
 * @param time in milliseconds since 1970
 * @param amount in minor units
 */
record Paid(String topic, int partition, long place, long time, AccountId source, AccountId target, long amount)
        implements Comparable<Paid> {
    static Paid of(PaymentBook book, int payment) {
        return new Paid(
                book.topic(payment),
                book.partition(payment),
                book.place(payment),
                book.time(payment),
                book.name(book.source(payment)),
                book.name(book.target(payment)),
                book.amount(payment));
    }

    Coordinates coordinates() {
        return new Coordinates(topic, partition, Place.offset(place), Place.index(place));
    }

    @Override
    public int compareTo(Paid other) {
        int order = Long.compare(time, other.time);
        if (order == 0) {
            order = topic.compareTo(other.topic);
        }
        if (order == 0) {
            order = Integer.compare(partition, other.partition);
        }
        return order == 0 ? Long.compare(place, other.place) : order;
    }
}
