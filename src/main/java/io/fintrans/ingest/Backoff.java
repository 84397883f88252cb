package io.fintrans.ingest;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** How long to leave InfluxDB alone after a failure: 100 ms at first, twice as long after each, up to 10 s, and some of it by chance. */
final class Backoff {
    static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final RandomGenerator random;
    private long next = FIRST_NANOS;

    /** @param random keeps partitions that failed together from coming back together */
    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The pause after one more failure, in nanoseconds. */
    long failed() {
        long pause = next / 2 + random.nextLong(next / 2 + 1);
        next = Math.min(MAX_NANOS, next * 2);
        return pause;
    }

    void succeeded() {
        next = FIRST_NANOS;
    }
}
