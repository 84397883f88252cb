package io.fintrans.detector;

import io.fintrans.streams.InputEnds.Ends;
import org.jspecify.annotations.Nullable;

/** One partition that a task reads: how far it has come there, and whether there is no more for now. */
final class Input {
    private static final long NOT_AT_END = Long.MAX_VALUE;

    private long newest;
    private long handled = -1;
    private long readAt = Long.MIN_VALUE / 2;
    private boolean reading;
    private long atEndSince = NOT_AT_END;
    private long atEndBy;

    /** Notes a record that the task handles. */
    void read(long offset, long time) {
        handled = offset;
        reading = true;
        atEndSince = NOT_AT_END;
        if (time > newest) {
            newest = time;
        }
    }

    /** The largest time of a payment that was read, in milliseconds since 1970; 0 before the first. */
    long newest() {
        return newest;
    }

    /** Whether nothing was read for so long that it is worth asking where the partition ends. */
    boolean isQuiet(long now, long quietMillis) {
        if (reading) {
            reading = false;
            readAt = now;
        }
        return now - readAt >= quietMillis;
    }

    /**
     * Takes in where the partition ends. Neither a transaction that is open, whose records are behind the position, nor a leader that
     * does not answer is an end; nor is what was known of it before its consumer was sent elsewhere.
     *
     * @param ends null if that is not known
     */
    void look(@Nullable Ends ends) {
        if (ends == null || ends.end() < 0) {
            atEndSince = NOT_AT_END;
        } else if (ends.asked() >= readAt) { // What was asked for before that is from before the newest record.
            if (ends.isAtEnd() && ends.last() <= handled) {
                atEndBy = ends.asked();
                atEndSince = Math.min(atEndSince, ends.asked());
            } else {
                atEndSince = NOT_AT_END;
            }
        }
    }

    /**
     * Whether there was nothing more to be read for so long, and this is known of late.
     *
     * @param now milliseconds on the wall clock
     */
    boolean isIdle(long now, long quietMillis) {
        return atEndSince != NOT_AT_END && atEndBy - atEndSince >= quietMillis && now - atEndBy <= quietMillis;
    }
}
