package io.fintrans.ingest;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What has become of the records so far; written by one thread, read by any. */
final class Tally {
    private final AtomicLong points = new AtomicLong();
    private final AtomicLong expired = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile long lag;
    private volatile @Nullable String trouble;

    void taken(long count) {
        points.addAndGet(count);
    }

    void expired(long count) {
        expired.addAndGet(count);
    }

    void skipped(long count) {
        skipped.addAndGet(count);
    }

    void refused() {
        refused.incrementAndGet();
    }

    void lag(long records) {
        lag = records;
    }

    /** Notes why nothing moves; returns whether this is news. */
    boolean trouble(String why) {
        boolean news = trouble == null;
        trouble = why;
        return news;
    }

    /** Notes that it moves again; returns whether this is news. */
    boolean noTrouble() {
        boolean news = trouble != null;
        trouble = null;
        return news;
    }

    IngestProgress progress() {
        return new IngestProgress(
                points.get(), expired.get(), skipped.get(), refused.get(), lag, Optional.ofNullable(trouble));
    }
}
