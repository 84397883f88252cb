package io.fintrans.generator;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The pulse of the generator: how long it rests between two looks at what is due. */
final class Pause {
    /** Short beside what a human or a detector notices, long beside what waking up costs. */
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private Pause() {}

    static void briefly() {
        LockSupport.parkNanos(NANOS);
    }
}
