package io.fintrans.detector.state;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all windows of a process may take together. Safe for use by several threads. */
public final class MemoryBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** @param limit bytes */
    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** Whether fewer bytes are there than wanted. */
    boolean lacks(long bytes) {
        return used.get() > limit - bytes;
    }

    /** Takes so many bytes, even if that is more than are there; a negative number is given back. */
    void take(long bytes) {
        used.addAndGet(bytes);
    }

    /** Bytes in use. */
    public long used() {
        return used.get();
    }

    /** Bytes that may be used. */
    public long limit() {
        return limit;
    }
}
