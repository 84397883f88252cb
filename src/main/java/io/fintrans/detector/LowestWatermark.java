package io.fintrans.detector;

import io.fintrans.exchange.Watermark;
import java.util.function.IntSupplier;

/** In task 0: how far all tasks have read, and when they should be told. */
final class LowestWatermark {
    /** They need not be told anything. */
    static final long NOTHING = Long.MIN_VALUE;

    private final Watermarks watermarks;
    private final long stepMillis;
    private long told = NOTHING;
    private long toldAt = Long.MIN_VALUE / 2;

    /**
     * Before anything is heard.
     *
     * @param tasks how many there are by now
     * @param stepMillis they need not be told of smaller steps of time
     */
    LowestWatermark(IntSupplier tasks, long stepMillis) {
        this.watermarks = new Watermarks(tasks);
        this.stepMillis = stepMillis;
    }

    /** As of {@link Watermarks}. */
    void heard(Watermark watermark, long came, long now) {
        watermarks.heard(watermark, came, now);
    }

    /**
     * What all tasks should be told by now: what is far from what they know, and all the same after a while, for tasks that have begun since.
     *
     * @param now milliseconds on the wall clock
     * @return in milliseconds since 1970, or {@link #NOTHING}
     */
    long due(long now) {
        long reached = watermarks.reached(now);
        boolean known = reached > 0;
        boolean moved = told == NOTHING || reached - told > stepMillis;
        if (!known || !(moved || now - toldAt >= ReadProgress.REPEAT.toMillis())) {
            return NOTHING;
        }
        told = Math.max(told, reached);
        toldAt = now;
        return told;
    }
}
