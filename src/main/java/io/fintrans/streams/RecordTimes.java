package io.fintrans.streams;

import io.fintrans.topic.record.Consumed;
import io.fintrans.topic.record.TimeBounds;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Gives Kafka Streams the time of a {@link Consumed} record: the smallest of its payments', as each is then handled with its own. A time that
 * {@link TimeBounds cannot be} is rejected, and does not move the partition's time.
 */
public final class RecordTimes implements TimestampExtractor {
    private final TimeBounds bounds;

    /** @param clock says what is in the future */
    public RecordTimes(Clock clock) {
        this.bounds = new TimeBounds(clock);
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long time = ((Consumed) record.value()).judge(record.timestamp(), partitionTime, bounds);
        return time == Consumed.NO_TIME ? Math.max(partitionTime, 0) : time;
    }
}
