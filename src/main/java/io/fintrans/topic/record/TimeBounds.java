package io.fintrans.topic.record;

import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectionWords.Unit;
import io.fintrans.transaction.Rejection;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says which times of payments cannot be: one record from the far future would close every window.
 *
 * <p>A record's time must lie between seven days before and five minutes after the moment when it came to its topic. That moment
 * cannot be read from Kafka, but it lies between the largest time seen before in the partition (less the five minutes that one
 * may have been ahead) and now. A time before the year 2000 is none: it is most often written in another unit than milliseconds.
 */
public final class TimeBounds {
    private static final long MAX_AHEAD = Topics.MAX_AHEAD.toMillis();
    private static final long MAX_BEHIND = Topics.MAX_BEHIND.toMillis();
    private static final long EARLIEST = Topics.EARLIEST.toEpochMilli();

    private final Clock clock;
    /**
     * A time that the clock has passed; reading the clock for each record would cost more than all of this. Threads share it without
     * a lock: whichever value one sees is right.
     */
    private long known = Long.MIN_VALUE / 2;

    /** @param clock says what is in the future */
    public TimeBounds(Clock clock) {
        this.clock = clock;
    }

    /**
     * Looks at the time of a record.
     *
     * @param time milliseconds since 1970
     * @param partitionTime the newest possible time read from the partition before; negative for none
     * @return why the time cannot be, or null if it can
     */
    public @Nullable Rejection reject(long time, long partitionTime) {
        if (time < EARLIEST) {
            return tooOld(time);
        }
        if (time < partitionTime - MAX_AHEAD - MAX_BEHIND) {
            return RejectionWords.tooFarBehind(time, Instant.ofEpochMilli(partitionTime));
        }
        if (time > known + MAX_AHEAD) {
            known = clock.millis();
            if (time > known + MAX_AHEAD) {
                return inFuture(time, known);
            }
        }
        return null;
    }

    private Rejection tooOld(long time) {
        return RejectionWords.beforeAll(time, time > 0 && isPlausible(time, 1000) ? Unit.SECONDS : Unit.UNKNOWN);
    }

    private Rejection inFuture(long time, long now) {
        Unit unit = Unit.UNKNOWN;
        if (isPlausible(time / 1000, 1)) {
            unit = Unit.MICROSECONDS;
        } else if (isPlausible(time / 1_000_000, 1)) {
            unit = Unit.NANOSECONDS;
        }
        return RejectionWords.inFuture(time, Instant.ofEpochMilli(now), unit);
    }

    /** Whether the time, in another unit, lies between the year 2000 and now. */
    private boolean isPlausible(long time, long factor) {
        return time >= EARLIEST / factor && time <= (clock.millis() + MAX_AHEAD) / factor;
    }
}
