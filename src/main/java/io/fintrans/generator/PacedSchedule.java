package io.fintrans.generator;

/**
 * Maps payments to moments: the n-th payment's time is the start plus what the {@link Pace} says.
 *
 * <p>After a short stall the missed payments are caught up with. After a longer one, or when the clock was set, the rest of
 * the schedule moves, so that there is never a burst of more than {@link #CATCH_UP_MILLIS}.
 */
final class PacedSchedule implements Schedule {
    /** How much of the schedule may be caught up with. */
    static final long CATCH_UP_MILLIS = 1000;
    /** A clock set back further than this moves the schedule; less is waited for. */
    private static final long WAIT_MILLIS = 5000;

    private final Pace pace;
    private long start;

    PacedSchedule(Pace pace, long nowMillis) {
        this.pace = pace;
        this.start = nowMillis;
    }

    @Override
    public long due(long made, long nowMillis) {
        long behind = nowMillis - timeOf(made, nowMillis);
        if (behind > CATCH_UP_MILLIS) {
            start += behind - CATCH_UP_MILLIS;
        } else if (behind < -WAIT_MILLIS - pace.millisOf(1)) {
            start += behind;
        }
        return pace.dueAfter(nowMillis - start);
    }

    @Override
    public long timeOf(long number, long nowMillis) {
        return start + pace.millisOf(number);
    }
}
