package io.fintrans.network.finding;

import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Place;

/**
 * A payment that a verdict is about or rests on, for as long as its episode lives; the graph forgets it before. The smaller one comes first in
 * canonical order.
 *
 * @param place see {@link Place}
 * @param time in milliseconds since 1970
 * @param amount in minor units
 */
public record KnownPayment(
        String topic, int partition, long place, long time, AccountId source, AccountId target, long amount)
        implements Comparable<KnownPayment> {
    /** One that the graph holds. */
    static KnownPayment of(PaymentGraph graph, int payment, long time) {
        return new KnownPayment(
                graph.topic(payment),
                graph.partition(payment),
                graph.place(payment),
                time,
                graph.name(graph.source(payment)),
                graph.name(graph.target(payment)),
                graph.amount(payment));
    }

    /** Where Kafka keeps it. */
    public Coordinates coordinates() {
        return new Coordinates(topic, partition, Place.offset(place), Place.index(place));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(place) * 31 + partition;
    }

    @Override
    public int compareTo(KnownPayment other) {
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
