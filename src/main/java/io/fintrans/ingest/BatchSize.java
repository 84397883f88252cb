package io.fintrans.ingest;

import java.util.concurrent.TimeUnit;

/** How many points a request to one server may have: more while it answers quickly, half as many when it does not. */
final class BatchSize {
    static final int MAX = 5_000;
    static final int START = 500;
    static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private int size = START;

    int points() {
        return size;
    }

    /** Learns from an answer to a batch of about this size; a smaller one says nothing, and a larger one was sent before the last lesson. */
    void answered(int points, long nanos) {
        if (nanos >= SLOW_NANOS && points <= size && points > size / 2) {
            size = Math.max(1, size / 2);
        } else if (nanos <= QUICK_NANOS && points >= size) {
            size = Math.min(MAX, size * 2);
        }
    }

    /** Learns that a batch of so many points is more than the server takes. */
    void tooLarge(int points) {
        size = Math.max(1, Math.min(size, points / 2));
    }
}
