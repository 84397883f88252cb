package io.fintrans.streams;

import io.fintrans.format.Formats;
import io.fintrans.reader.Limits;
import io.fintrans.reader.TopicReader;
import io.fintrans.reader.UnreadableBatchException;
import io.fintrans.topic.record.Consumed;
import io.fintrans.topic.record.PaymentReader;
import io.fintrans.topic.record.TimeBounds;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds payments in a city's topic by their time. Kafka finds records by time without reading them, but anybody can have written a record that is
 * no payment, with whatever time: it moves nothing in a stage, and proves nothing about the payments behind it. For one thread.
 */
final class CityPayments implements AutoCloseable {
    /** How long the broker may take for the next record. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TopicReader topics;
    private final TimeBounds bounds;
    private final PaymentReader reader = new PaymentReader(Formats.STANDARD);

    /** @param clientProperties how to reach Kafka */
    CityPayments(Map<String, Object> clientProperties, Clock clock) {
        this.topics = new TopicReader(clientProperties, "fintrans-cities", Limits.PAYMENTS, PATIENCE, Map.of());
        this.bounds = new TimeBounds(clock);
    }

    /** The offset behind the last record that no open transaction holds back. */
    long stableEnd(TopicPartition city) {
        return topics.endOffsets(List.of(city)).getOrDefault(city, 0L);
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
        topics.assign(List.of(city));
        topics.seek(city, from);
        First first = new First(least);
        topics.readTo(Map.of(city, to), first);
        return first.time;
    }

    /** Ends reading with the first payment that is not too early. */
    private final class First implements TopicReader.Sink {
        private final long least;
        private OptionalLong time = OptionalLong.empty();

        First(long least) {
            this.least = least;
        }

        /** The smallest time of its payments counts; it is negative if there are none. */
        @Override
        public boolean record(ConsumerRecord<byte[], byte[]> record) {
            Consumed consumed = reader.read(record);
            long smallest = consumed.judge(record.timestamp(), -1, bounds);
            if (!consumed.payments().isEmpty() && smallest >= Math.max(0, least)) {
                time = OptionalLong.of(smallest);
            }
            return time.isEmpty();
        }

        @Override
        public void damaged(UnreadableBatchException batch) {
            // What is damaged is no payment; a stage that comes to it says so.
        }
    }

    @Override
    public void close() {
        topics.close();
    }
}
