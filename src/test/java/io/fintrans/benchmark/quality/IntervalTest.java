package io.fintrans.benchmark.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Compared with published values. */
class IntervalTest {
    /** Newcombe, <em>Two-sided confidence intervals for the single proportion</em>, 1998, table I. */
    @Test
    void isWilsonsForAShare() {
        Interval some = Interval.ofShare(81, 263);
        assertThat(some.least()).isEqualTo(0.2553, within(0.0001));
        assertThat(some.most()).isEqualTo(0.3662, within(0.0001));
        Interval none = Interval.ofShare(0, 20);
        assertThat(none.least()).isZero();
        assertThat(none.most()).isEqualTo(0.1611, within(0.0001));
    }

    @Test
    void isTheScoreIntervalForACount() {
        Interval interval = Interval.ofCount(4);
        assertThat(interval.least()).isEqualTo(1.5555, within(0.001));
        assertThat(interval.most()).isEqualTo(10.2860, within(0.001));
    }
}
