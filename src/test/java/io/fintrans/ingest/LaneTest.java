package io.fintrans.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** How large batches get and how long pauses. */
class LaneTest {
    private final RandomGenerator random = new SplittableRandom(3);

    @Test
    void growsWhileFullBatchesAreAnsweredQuickly() {
        BatchSize size = new BatchSize();
        size.answered(BatchSize.START, BatchSize.QUICK_NANOS);
        assertThat(size.points()).isEqualTo(2 * BatchSize.START);

        size.answered(10, 1);
        assertThat(size.points())
                .as("a small batch says nothing about large ones")
                .isEqualTo(2 * BatchSize.START);

        for (int i = 0; i < 20; i++) {
            size.answered(size.points(), 1);
        }
        assertThat(size.points()).isEqualTo(BatchSize.MAX);
    }

    @Test
    void halvesWhenAnswersAreSlowAndStopsAtOne() {
        BatchSize size = new BatchSize();
        for (int i = 0; i < 20; i++) {
            size.answered(size.points(), BatchSize.SLOW_NANOS);
        }
        assertThat(size.points()).isEqualTo(1);
    }

    @Test
    void pausesLongerAfterEachFailureAndNeverLongerThanTenSeconds() {
        Backoff backoff = new Backoff(random);
        long limit = Backoff.FIRST_NANOS;
        for (int i = 0; i < 20; i++) {
            assertThat(backoff.failed()).isBetween(limit / 2, limit);
            limit = Math.min(Backoff.MAX_NANOS, limit * 2);
        }
        backoff.succeeded();
        assertThat(backoff.failed()).isLessThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
    }
}
