package io.fintrans.detector;

import io.fintrans.topic.Topics;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Payment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Whether another task can have sent a payment to this one.
 *
 * <p>A task sends a payment in the transaction that commits how far it has read. So a payment that can be seen here is from before that
 * position, which strangers cannot move. The broker is asked for it when a payment is beyond what it said last. A busy detector would ask all
 * the time; therefore, within a tenth of a second of the last question, what is not far ahead is believed, unless somebody has lied lately.
 *
 * <p>Then the broker is asked how far all partitions were read, and before that, how far this task's own partition goes. What is there already has
 * its answer with this one question, true or not: so whoever writes any number of lies costs a question for each time that the task reads on.
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
    /** What this task reads up to this offset was there when the last question was asked. */
    private long answeredTo;

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
     * @param at where this task has read it
     * @param now milliseconds on the wall clock
     * @return false if it names a topic that is no city's, and nothing is known to have been read of it: a former city's, if that is gone, or anybody's
     * @throws IllegalArgumentException if no task can have sent it
     */
    boolean isKnown(Payment payment, Coordinates origin, RecordMetadata at, long now) {
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
        if (city ? isRead(from, origin.offset(), at, now) : wasRead(from, origin.offset(), at)) {
            return true;
        }
        liedAt = now;
        if (city || read.getOrDefault(from, 0L) > 0) {
            throw new IllegalArgumentException("it names an offset that was not read yet");
        }
        return false;
    }

    private boolean isRead(TopicPartition from, long offset, RecordMetadata at, long now) {
        long known = read.getOrDefault(from, 0L);
        boolean suspicious = now - liedAt < SUSPICION;
        if (offset < known || suspicious) {
            return offset < known || wasRead(from, offset, at);
        }
        if (now - askedAt < ASK_EVERY && known > 0 && offset < known + AHEAD) {
            return true;
        }
        askedAt = now;
        Map<String, Long> answer = positions.ofPartition(from.partition());
        if (answer.values().stream().anyMatch(position -> position > 0)) {
            answer.forEach((city, position) -> read.put(new TopicPartition(city, from.partition()), position));
        }
        return offset < answer.getOrDefault(from.topic(), 0L);
    }

    /** By an answer to a question that was asked when the record was there already. */
    private boolean wasRead(TopicPartition from, long offset, RecordMetadata at) {
        if (offset < read.getOrDefault(from, 0L)) {
            return true;
        }
        TopicPartition where = new TopicPartition(at.topic(), at.partition());
        if (at.offset() >= answeredTo) {
            answeredTo = positions.end(where);
            read.putAll(positions.all());
        }
        return offset < read.getOrDefault(from, 0L);
    }

    @Override
    public void close() {
        positions.close();
    }
}
