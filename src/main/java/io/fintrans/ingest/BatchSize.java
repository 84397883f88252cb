package io.fintrans.ingest;

import java.util.concurrent.TimeUnit;

/** How many points a request may have: more while InfluxDB answers quickly, half as many when it does not. */
final class BatchSize {
    static final int MAX = 5_000;
    static final int START = 500;
    static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private int size = START;

    int points() {
        return size;
    }

    /** Learns from an answer: only a full batch that was quick says that a larger one would be, too. */
    void answered(int points, long nanos) {
        if (nanos >= SLOW_NANOS) {
            halve();
        } else if (nanos <= QUICK_NANOS && points >= size) {
            size = Math.min(MAX, size * 2);
        }
    }

    void halve() {
        size = Math.max(1, size / 2);
    }
}
