package io.fintrans.detector;

import org.jspecify.annotations.Nullable;

/**
 * What one task knows of the others' {@link Watermark watermarks}, and how far time may come by that: as far as the task that is
 * furthest behind, because payments for us may still come from it.
 */
final class Watermarks {
    /** A task that said it was idle and is not heard again for so long may have gone away, and payments be waiting for it. */
    private static final long FORGOTTEN = 4 * ReadProgress.REPEAT.toMillis();

    private final @Nullable Watermark[] latest;
    private final long[] heardAt;

    /** @param tasks how many there are */
    Watermarks(int tasks) {
        latest = new Watermark[tasks];
        heardAt = new long[tasks];
    }

    /** How far time may come before anything is heard: with one task as far as its payments, otherwise not at all. */
    static long first(int tasks) {
        return tasks == 1 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    /**
     * Takes in a watermark; one of a task that there is not is ignored.
     *
     * @param now milliseconds on the wall clock
     */
    void heard(Watermark watermark, long now) {
        if (watermark.task() >= 0 && watermark.task() < latest.length) {
            latest[watermark.task()] = watermark;
            heardAt[watermark.task()] = now;
        }
    }

    /**
     * How far time may come, in milliseconds since 1970.
     *
     * @return {@link Long#MIN_VALUE} as long as nothing is known of some task
     */
    long reached(long now) {
        long slowest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        for (int task = 0; task < latest.length; task++) {
            Watermark watermark = latest[task];
            if (watermark == null || (watermark.idle() && now - heardAt[task] > FORGOTTEN)) {
                return Long.MIN_VALUE;
            }
            newest = Math.max(newest, watermark.time());
            if (!watermark.idle()) {
                slowest = Math.min(slowest, watermark.time());
            }
        }
        return slowest == Long.MAX_VALUE ? newest : slowest;
    }
}
