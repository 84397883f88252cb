package io.fintrans.streams;

import io.fintrans.topic.ImpossibleTime;
import io.fintrans.topic.TimeBounds;
import io.fintrans.transaction.Rejection;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Keeps {@link TimeBounds impossible times} out of Kafka Streams. A record that is out of bounds is {@link ImpossibleTime marked}, so
 * that the decoder knows, and does not move the partition's time.
 */
public final class RecordTimes implements TimestampExtractor {
    private final TimeBounds bounds;

    /** @param clock says what is in the future */
    public RecordTimes(Clock clock) {
        this.bounds = new TimeBounds(clock);
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> consumed, long partitionTime) {
        long time = consumed.timestamp();
        Rejection rejection = bounds.reject(time, partitionTime);
        if (rejection == null) {
            return time;
        }
        consumed.headers().add(new ImpossibleTime(rejection, time));
        return Math.max(partitionTime, 0);
    }
}
