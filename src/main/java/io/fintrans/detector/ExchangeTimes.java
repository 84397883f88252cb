package io.fintrans.detector;

import io.fintrans.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record of the exchange, for Kafka Streams: the earliest there is, so that what other tasks wait for is always handled
 * before the cities' records. When it came goes into a header. By the broker's clock, that is the one thing about a record that no
 * stranger can make up.
 */
final class ExchangeTimes implements TimestampExtractor {
    private static final String CAME = "fintrans.came";

    private final Clock clock;

    /** @param clock instead of the broker's, where the topic keeps the times that producers give */
    ExchangeTimes(Clock clock) {
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> consumed, long partitionTime) {
        boolean byBroker = consumed.timestampType() == TimestampType.LOG_APPEND_TIME;
        long came = byBroker ? consumed.timestamp() : clock.millis();
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(came).array();
        consumed.headers().add(new RecordHeader(CAME, bytes));
        return 0;
    }

    /** When a record came, in milliseconds since 1970. */
    static long came(Headers headers) {
        Header header = headers.lastHeader(CAME);
        if (header == null) {
            throw new IllegalStateException("The exchange is read with ExchangeTimes");
        }
        return ByteBuffer.wrap(header.value()).getLong();
    }

    /** The headers as they came. */
    static Headers without(Headers headers) {
        return headers.remove(CAME);
    }

    /** Whether a task told something at another time than it came: an old copy, or a clock is wrong by so much. */
    static boolean isOld(long told, long came) {
        return Math.abs(came - told) > Topics.MAX_AHEAD.toMillis();
    }
}
