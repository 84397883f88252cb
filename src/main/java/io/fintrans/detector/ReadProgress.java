package io.fintrans.detector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far one task has read the cities' topics, and when the others should hear of it. */
final class ReadProgress {
    /** How often {@link #due} is to be asked. */
    static final Duration CHECK = Duration.ofMillis(200);
    /** After so long without a record a task has read all there is: it reads on only when nothing is left to fetch. */
    static final Duration QUIET = Duration.ofSeconds(10);
    /** What was told is told again after this, for tasks that have begun since. */
    static final Duration REPEAT = Duration.ofSeconds(30);

    private final int task;
    private final long stepMillis;
    private long newest;
    private boolean reading;
    private boolean idle = true;
    private long quietSince = Long.MIN_VALUE;
    private long toldAt = Long.MIN_VALUE / 2;
    private long toldTime;

    /** @param stepMillis the others need not hear of smaller steps of time */
    ReadProgress(int task, long stepMillis) {
        this.task = task;
        this.stepMillis = stepMillis;
    }

    /**
     * Notes a record.
     *
     * @return whether all tasks must be told before they get the record: they may think that this one is idle
     */
    boolean read(long time) {
        reading = true;
        if (time > newest) {
            newest = time;
        }
        return idle;
    }

    /** What to tell when {@link #read} says so. */
    Watermark awake() {
        idle = false;
        toldTime = newest;
        return new Watermark(task, newest, false);
    }

    /**
     * What all tasks should be told by now.
     *
     * @param now milliseconds on the wall clock
     * @return null if nothing
     */
    @Nullable
    Watermark due(long now) {
        if (reading || quietSince == Long.MIN_VALUE) {
            reading = false;
            quietSince = now;
        }
        boolean quiet = now - quietSince >= QUIET.toMillis();
        boolean changed = quiet ? !idle : newest - toldTime > stepMillis;
        boolean known = quiet || !idle;
        if (!known || !(changed || now - toldAt >= REPEAT.toMillis())) {
            return null;
        }
        idle = quiet;
        toldAt = now;
        toldTime = newest;
        return new Watermark(task, newest, idle);
    }
}
