package io.fintrans.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private static final long START = 1_700_000_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"1", "1000", "333", "0.5", "7.125", "9999999.999", "10000000"})
    void neverMakesAPaymentBeforeItsTime(String rate) {
        Pace pace = Pace.perSecond(new BigDecimal(rate));
        for (long millis = 0; millis < 3_000_000; millis += 997) {
            long due = pace.dueAfter(millis);
            assertThat(pace.millisOf(due - 1)).isLessThanOrEqualTo(millis);
            assertThat(pace.millisOf(due)).isGreaterThanOrEqualTo(millis);
        }
    }

    @Test
    void countsExactlyOverALongTime() {
        long year = 365L * 24 * 3600 * 1000;
        assertThat(Pace.perSecond(new BigDecimal("333")).dueAfter(year)).isEqualTo(333 * year / 1000 + 1);
    }

    @Test
    void waitsBetweenPaymentsAsTheFirstDemoDid() {
        Pace pace = Pace.every(new BigDecimal("2"));
        assertThat(pace.dueAfter(0)).isEqualTo(1);
        assertThat(pace.dueAfter(1999)).isEqualTo(1);
        assertThat(pace.dueAfter(2000)).isEqualTo(2);
        assertThat(pace.millisOf(3)).isEqualTo(6000);
    }

    @Test
    void takesZeroForAsFastAsItGoes() {
        assertThat(Pace.perSecond(BigDecimal.ZERO).isUnlimited()).isTrue();
        assertThat(Pace.perSecond(new BigDecimal("0.000")).isUnlimited()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10000001", "0.0001", "1E9"})
    void refusesRatesThatItCannotKeep(String rate) {
        assertThatThrownBy(() -> Pace.perSecond(new BigDecimal(rate))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "86401", "0.0001", "1E9"})
    void refusesWaitsThatItCannotKeep(String wait) {
        assertThatThrownBy(() -> Pace.every(new BigDecimal(wait))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void catchesUpWithAShortStall() {
        PacedSchedule schedule = new PacedSchedule(Pace.perSecond(BigDecimal.valueOf(1000)), START);
        assertThat(schedule.due(0, START)).isEqualTo(1);
        assertThat(schedule.due(1, START + 900)).isEqualTo(901);
        assertThat(schedule.timeOf(500, START + 900)).isEqualTo(START + 500);
    }

    @Test
    void movesTheScheduleAfterALongStallInsteadOfABurst() {
        PacedSchedule schedule = new PacedSchedule(Pace.perSecond(BigDecimal.valueOf(1000)), START);
        long now = START + 3_600_000;
        assertThat(schedule.due(10, now)).isEqualTo(10 + PacedSchedule.CATCH_UP_MILLIS + 1);
        assertThat(schedule.timeOf(10, now)).isEqualTo(now - PacedSchedule.CATCH_UP_MILLIS);
    }

    @Test
    void goesOnWhenTheClockWasSetBack() {
        PacedSchedule schedule = new PacedSchedule(Pace.perSecond(BigDecimal.valueOf(1000)), START);
        long now = START - 3_600_000;
        assertThat(schedule.due(10, now)).isEqualTo(11);
        assertThat(schedule.timeOf(10, now)).isEqualTo(now);
    }

    @Test
    void waitsWhenTheClockWasSetBackALittle() {
        PacedSchedule schedule = new PacedSchedule(Pace.perSecond(BigDecimal.valueOf(1000)), START);
        assertThat(schedule.due(2_000, START + 1_000)).isEqualTo(1_001);
        assertThat(schedule.timeOf(2_000, START)).isEqualTo(START + 2_000);
    }
}
