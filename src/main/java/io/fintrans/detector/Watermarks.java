package io.fintrans.detector;

import io.fintrans.exchange.Watermark;
import java.util.Arrays;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What task 0 knows of the {@link Watermark watermarks} of all tasks, and how far time may come by that: as far as the task that is
 * furthest behind, because payments for others may still come from it.
 *
 * <p>How old a watermark is goes by when it came, on the broker's clock. What was said before an outage is old when it is read after it.
 */
final class Watermarks {
    /** A task that said it was idle and is not heard again for so long may have gone away, and payments be waiting for it. */
    private static final long FORGOTTEN = 4 * ReadProgress.REPEAT.toMillis();

    private final IntSupplier tasks;
    private @Nullable Watermark[] latest = new Watermark[0];
    /** When they came. */
    private long[] cameAt = new long[0];
    /** When the newest of all came, by the broker's clock, and when it was read, by that of this task. */
    private long newestCame = Long.MIN_VALUE / 2;

    private long newestReadAt;

    /** @param tasks how many there are by now: never fewer than before */
    Watermarks(IntSupplier tasks) {
        this.tasks = tasks;
    }

    /** How far time may come before anything is heard: with one input as far as its payments, otherwise not at all. */
    static long first(boolean alone) {
        return alone ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    /** Whether that is {@link #first} of one input, which nothing else holds back. */
    static boolean isUnlimited(long reached) {
        return reached == Long.MAX_VALUE;
    }

    /**
     * Takes in a watermark; one of a task that there is not is ignored.
     *
     * @param came when it came, in milliseconds on the broker's clock
     * @param now milliseconds on the wall clock
     */
    void heard(Watermark watermark, long came, long now) {
        makeRoom();
        if (watermark.task() >= 0 && watermark.task() < latest.length) {
            latest[watermark.task()] = watermark;
            cameAt[watermark.task()] = came;
            if (came >= newestCame) {
                newestCame = came;
                newestReadAt = now;
            }
        }
    }

    /**
     * How far time may come, in milliseconds since 1970.
     *
     * @param now milliseconds on the wall clock
     * @return {@link Long#MIN_VALUE} as long as nothing is known of some task
     */
    long reached(long now) {
        makeRoom();
        long brokersNow = newestCame + (now - newestReadAt);
        long slowest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        for (int task = 0; task < latest.length; task++) {
            Watermark watermark = latest[task];
            if (watermark == null || (watermark.idle() && brokersNow - cameAt[task] > FORGOTTEN)) {
                return Long.MIN_VALUE;
            }
            newest = Math.max(newest, watermark.time());
            if (!watermark.idle()) {
                slowest = Math.min(slowest, watermark.time());
            }
        }
        return slowest == Long.MAX_VALUE ? newest : slowest;
    }

    private void makeRoom() {
        int known = tasks.getAsInt();
        if (known > latest.length) {
            latest = Arrays.copyOf(latest, known);
            cameAt = Arrays.copyOf(cameAt, known);
        }
    }
}
