package io.fintrans.detector;

import io.fintrans.topic.Topics;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Payment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether another task can have sent a payment to this one.
 *
 * <p>A task sends a payment in the transaction that commits how far it has read. So a payment that can be seen here is from before that
 * position, which strangers cannot move. The broker is asked for it when a payment is beyond what it said last. A busy detector would ask all
 * the time; therefore, within a tenth of a second of the last question, what is not far ahead is believed, unless somebody has lied lately.
 */
final class Plausibility implements AutoCloseable {
    /** In milliseconds. */
    static final long ASK_EVERY = 100;
    /** So many records of a partition may be read before the next question. */
    static final long AHEAD = 100_000;
    /** How long a lie makes suspicious, in milliseconds. */
    static final long SUSPICION = 60_000;

    private final DetectorSettings settings;
    private final Set<String> cities;
    private final Set<String> internal;
    private final int task;
    private final ReadPositions positions;
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private long askedAt = Long.MIN_VALUE / 2;
    private long liedAt = Long.MIN_VALUE / 2;

    Plausibility(DetectorSettings settings, int task, ReadPositions positions) {
        this.settings = settings;
        this.cities = new HashSet<>(settings.cities());
        this.internal = Set.of(Topics.exchangeOf(settings.application()), Topics.BY_SOURCE);
        this.task = task;
        this.positions = positions;
    }

    /**
     * Checks a payment that names where it was read.
     *
     * @param now milliseconds on the wall clock
     * @throws IllegalArgumentException if no task can have sent it
     */
    void check(Payment payment, Coordinates origin, long now) {
        boolean city = cities.contains(origin.topic());
        if (!city && internal.contains(origin.topic())) {
            throw new IllegalArgumentException("it names a topic that is no city's");
        }
        if (origin.partition() == task) {
            throw new IllegalArgumentException("it names a partition that this task reads itself");
        }
        if (ExchangePartitioner.ownerOf(payment.source().toBytes(), settings.owners()) != task) {
            throw new IllegalArgumentException("its account belongs to another task");
        }
        TopicPartition from = new TopicPartition(origin.topic(), origin.partition());
        if (!(city ? isRead(from, origin.offset(), now) : wasRead(from, origin.offset()))) {
            liedAt = now;
            throw new IllegalArgumentException(
                    city ? "it names an offset that was not read yet" : "it names a topic that is no city's");
        }
    }

    /** Hardly anything is read there any more, so that one answer is nearly always enough. */
    private boolean wasRead(TopicPartition from, long offset) {
        if (offset < read.getOrDefault(from, 0L)) {
            return true;
        }
        long known = positions.ofFormerCity(from);
        if (known > 0) {
            read.put(from, known);
        }
        return offset < known;
    }

    private boolean isRead(TopicPartition from, long offset, long now) {
        long known = read.getOrDefault(from, 0L);
        if (offset < known) {
            return true;
        }
        boolean askedLately = now - askedAt < ASK_EVERY && now - liedAt >= SUSPICION;
        if (askedLately && known > 0 && offset < known + AHEAD) {
            return true;
        }
        askedAt = now;
        Map<String, Long> answer = positions.ofPartition(from.partition());
        if (answer.values().stream().anyMatch(position -> position > 0)) {
            answer.forEach((city, position) -> read.put(new TopicPartition(city, from.partition()), position));
        }
        return offset < answer.getOrDefault(from.topic(), 0L);
    }

    @Override
    public void close() {
        positions.close();
    }
}
