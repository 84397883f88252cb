package io.fintrans.streams;

import io.fintrans.format.Formats;
import io.fintrans.reader.BoundedConsumer;
import io.fintrans.reader.Limits;
import io.fintrans.reader.UnreadableBatchException;
import io.fintrans.topic.record.Consumed;
import io.fintrans.topic.record.PaymentReader;
import io.fintrans.topic.record.TimeBounds;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds payments in a city's topic by their time. Kafka finds records by time without reading them, but anybody can have written a record that is
 * no payment, with whatever time: it moves nothing in a stage, and proves nothing about the payments behind it. For one thread.
 */
final class CityPayments implements AutoCloseable {
    /** How long the broker may take for the next record. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(200);

    private final BoundedConsumer consumer;
    private final TimeBounds bounds;
    private final PaymentReader reader = new PaymentReader(Formats.STANDARD);

    /** @param clientProperties how to reach Kafka */
    CityPayments(Map<String, Object> clientProperties, Clock clock) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        // It joins no group, so the protocol of the stage's own consumers is none of its business.
        properties.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.consumer = new BoundedConsumer(properties, Limits.PAYMENTS);
        this.bounds = new TimeBounds(clock);
    }

    /** The offset behind the last record that no open transaction holds back. */
    long stableEnd(TopicPartition city) {
        return consumer.endOffsets(List.of(city)).getOrDefault(city, 0L);
    }

    /**
     * The time of the first payment in a stretch of a partition that is not earlier than a time; reads no further.
     *
     * @param from offset of the first record
     * @param to offset behind the last one, at most {@link #stableEnd}
     * @param least in milliseconds since 1970
     * @return in milliseconds since 1970; empty if there is none
     * @throws TimeoutException if no record comes for half a minute
     */
    OptionalLong firstTime(TopicPartition city, long from, long to, long least) {
        consumer.assign(List.of(city));
        consumer.seek(city, from);
        long patientUntil = System.nanoTime() + PATIENCE.toNanos();
        long position = from;
        while (position < to) {
            for (ConsumerRecord<byte[], byte[]> record : poll()) {
                long time = record.offset() < to ? time(record) : Consumed.NO_TIME;
                if (time >= 0 && time >= least) {
                    return OptionalLong.of(time);
                }
            }
            long now = consumer.position(city);
            if (now > position) {
                patientUntil = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > patientUntil) {
                throw new TimeoutException("no record of " + city + " for " + PATIENCE.toSeconds() + " s");
            }
            position = now;
        }
        return OptionalLong.empty();
    }

    /** What is damaged is no payment; a stage that comes to it says so. */
    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (UnreadableBatchException e) {
            consumer.seek(e.partition(), e.last() + 1);
            return ConsumerRecords.empty();
        }
    }

    /** The smallest time of its payments; negative for none. */
    private long time(ConsumerRecord<byte[], byte[]> record) {
        Consumed consumed = reader.read(record);
        long time = consumed.judge(record.timestamp(), -1, bounds);
        return consumed.payments().isEmpty() ? Consumed.NO_TIME : time;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
