package io.fintrans.detector;

import io.fintrans.topic.Topics;
import io.fintrans.topic.record.ImpossibleTime;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.jspecify.annotations.Nullable;

/**
 * The time of a record in {@code fintrans.by-source}: that of its payment, from the headers. The record's own says when it came to
 * the topic, so that the topic's retention does not take payments of long ago before they are read.
 *
 * <p>When it came, by the broker's clock, is the one thing about a record that no stranger can make up. A time that was not yet possible
 * then is {@link ImpossibleTime marked}, and so is a record that names no time. The mark holds when it came.
 */
final class BySourceTimes implements TimestampExtractor {
    private final Clock clock;

    /** @param clock instead of the broker's, where the topic keeps the times that producers give */
    BySourceTimes(Clock clock) {
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> consumed, long partitionTime) {
        try {
            long time = OriginHeaders.time(consumed.headers());
            Reason flaw = flaw(consumed, time);
            if (flaw == null) {
                return time;
            }
            mark(consumed, flaw);
        } catch (IllegalArgumentException e) {
            mark(consumed, Reason.FOREIGN);
        }
        return Math.max(partitionTime, 0);
    }

    /** The next node says in its own words what is wrong, and needs a time for it that is one. */
    private void mark(ConsumerRecord<Object, Object> consumed, Reason flaw) {
        consumed.headers().add(new ImpossibleTime(new Rejection(flaw, flaw.code()), came(consumed)));
    }

    private long came(ConsumerRecord<Object, Object> consumed) {
        return consumed.timestampType() == TimestampType.LOG_APPEND_TIME ? consumed.timestamp() : clock.millis();
    }

    private @Nullable Reason flaw(ConsumerRecord<Object, Object> consumed, long time) {
        // The clock of the task that let the payment in may be wrong, but not by so much.
        return time > Topics.latestTime(came(consumed)) ? Reason.TIME_IN_FUTURE : null;
    }
}
