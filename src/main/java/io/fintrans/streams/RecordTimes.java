package io.fintrans.streams;

import io.fintrans.topic.Topics;
import io.fintrans.transaction.Rejection.Reason;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Keeps impossible times out: one record from the far future would close every window.
 *
 * <p>A record's time must lie between seven days before and five minutes after the moment when it came to its topic. That moment
 * cannot be read from Kafka, but it lies between the largest time seen before in the partition (less the five minutes that one
 * may have been ahead) and now. A record that is out of bounds by that is {@link ImpossibleTime marked}, so that the decoder
 * knows, and does not move the partition's time.
 */
public final class RecordTimes implements TimestampExtractor {
    private static final long MAX_AHEAD = Topics.MAX_AHEAD.toMillis();
    private static final long MAX_BEHIND = Topics.MAX_BEHIND.toMillis();

    private final Clock clock;
    /**
     * A time that the clock has passed; reading the clock for each record would cost more than all of this. Threads share it without
     * a lock: whichever value one sees is right.
     */
    private long known = Long.MIN_VALUE / 2;

    /** @param clock says what is in the future */
    public RecordTimes(Clock clock) {
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> consumed, long partitionTime) {
        long time = consumed.timestamp();
        if (time < 0 || time < partitionTime - MAX_AHEAD - MAX_BEHIND) {
            return mark(consumed, partitionTime, Reason.TIME_TOO_OLD);
        }
        if (time > known + MAX_AHEAD) {
            known = clock.millis();
            if (time > known + MAX_AHEAD) {
                return mark(consumed, partitionTime, Reason.TIME_IN_FUTURE);
            }
        }
        return time;
    }

    private static long mark(ConsumerRecord<Object, Object> consumed, long partitionTime, Reason reason) {
        consumed.headers().add(new ImpossibleTime(reason, consumed.timestamp()));
        return Math.max(partitionTime, 0);
    }
}
