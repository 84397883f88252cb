package io.fintrans.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.topic.ImpossibleTime;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTimesTest {
    private static final long UNKNOWN = -1;
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final long NOW = Instant.parse("2026-11-01T12:00:00Z").toEpochMilli();

    private final SteppedClock clock = new SteppedClock();
    private final RecordTimes times = new RecordTimes(clock);

    /** A clock that is set by hand and counts how often it is read. */
    private static final class SteppedClock extends Clock {
        private long millis = NOW;
        private int reads;

        @Override
        public long millis() {
            reads++;
            return millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void takesTheTimeOfTheRecord() {
        assertAccepted(NOW, UNKNOWN);
        assertAccepted(NOW - 3 * DAY, NOW);
    }

    @Test
    void takesFiveMinutesAheadOfTheClockAndNotMore() {
        assertAccepted(NOW + 5 * MINUTE, NOW);
        assertMarked(NOW + 5 * MINUTE + 1, NOW, Reason.TIME_IN_FUTURE, NOW);
    }

    @Test
    void takesSevenDaysAndFiveMinutesBehindThePartitionAndNotMore() {
        assertAccepted(NOW - 7 * DAY - 5 * MINUTE, NOW);
        assertMarked(NOW - 7 * DAY - 5 * MINUTE - 1, NOW, Reason.TIME_TOO_OLD, NOW);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, -1_793_534_400_000L})
    void marksTimesBefore1970(long time) {
        assertMarked(time, NOW, Reason.TIME_TOO_OLD, NOW);
        assertMarked(time, UNKNOWN, Reason.TIME_TOO_OLD, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 5 * MINUTE, 253_402_300_800_000L})
    void marksTheFarFutureWithoutMovingThePartition(long time) {
        assertMarked(time, NOW, Reason.TIME_IN_FUTURE, NOW);
        assertMarked(time, UNKNOWN, Reason.TIME_IN_FUTURE, 0);
    }

    @Test
    void marksTheEpoch() {
        assertMarked(0, NOW, Reason.TIME_TOO_OLD, NOW);
        assertMarked(0, UNKNOWN, Reason.TIME_TOO_OLD, 0);
    }

    @Test
    void takesHistoryInItsOrderFromTheYear2000On() {
        assertAccepted(946_684_800_000L, UNKNOWN);
        assertAccepted(NOW - 90 * DAY, NOW - 91 * DAY);
    }

    @Test
    void saysWhichUnitATimeLooksLike() {
        assertThat(rejection(NOW / 1000).detail()).contains("1970-01-21T").contains("looks like seconds");
        assertThat(rejection(NOW * 1000).detail()).contains("looks like microseconds");
        assertThat(rejection(NOW * 1_000_000).detail()).contains("looks like nanoseconds");
        assertThat(rejection(0).detail()).doesNotContain("looks like");
        assertThat(rejection(-1).detail()).doesNotContain("looks like");
        assertThat(rejection(Long.MAX_VALUE).detail()).doesNotContain("looks like");
    }

    @Test
    void namesWhatATimeWasComparedWith() {
        assertThat(rejection(NOW - 10 * DAY).detail())
                .contains("2026-10-22T12:00:00Z is more than 7 days and 5 minutes before 2026-11-01T12:00:00Z");
        assertThat(rejection(NOW + DAY).detail()).contains("ahead of the clock, which said 2026-11-01T12:00:00Z");
    }

    private Rejection rejection(long time) {
        ConsumerRecord<Object, Object> consumed = at(time);
        times.extract(consumed, NOW);
        return Objects.requireNonNull(ImpossibleTime.of(consumed.headers())).rejection();
    }

    @Test
    void readsTheClockOnlyForTimesThatItHasNotPassedAsFarAsIsKnown() {
        for (int i = 0; i < 1000; i++) {
            assertAccepted(NOW - i, NOW);
        }
        assertThat(clock.reads).isEqualTo(1);
        clock.millis = NOW + MINUTE;
        assertAccepted(NOW + 6 * MINUTE, NOW);
        assertThat(clock.reads).isEqualTo(2);
    }

    @Test
    void aClockThatStepsBackMakesNoGoodRecordBad() {
        assertAccepted(NOW, NOW);
        clock.millis = NOW - 60 * MINUTE;
        assertAccepted(NOW + 4 * MINUTE, NOW);
        assertMarked(NOW + 6 * MINUTE, NOW, Reason.TIME_IN_FUTURE, NOW);
    }

    @Test
    void aProducersHeaderOfThatNameIsNoMark() {
        ConsumerRecord<Object, Object> consumed = at(NOW);
        consumed.headers().add(ImpossibleTime.KEY, "time-in-future".getBytes(UTF_8));
        assertThat(times.extract(consumed, NOW)).isEqualTo(NOW);
        assertThat(ImpossibleTime.of(consumed.headers())).isNull();
    }

    @Test
    void theMarkGoesBeforeAProducersHeaderOfThatName() {
        ConsumerRecord<Object, Object> consumed = at(-1);
        consumed.headers().add(ImpossibleTime.KEY, "".getBytes(UTF_8));
        times.extract(consumed, NOW);
        assertThat(ImpossibleTime.of(new RecordHeaders(consumed.headers())))
                .as("also after Streams has copied the headers")
                .satisfies(mark -> assertMark(mark, Reason.TIME_TOO_OLD, -1));
    }

    private void assertAccepted(long time, long partitionTime) {
        ConsumerRecord<Object, Object> consumed = at(time);
        assertThat(times.extract(consumed, partitionTime)).isEqualTo(time);
        assertThat(consumed.headers()).isEmpty();
    }

    private void assertMarked(long time, long partitionTime, Reason reason, long extracted) {
        ConsumerRecord<Object, Object> consumed = at(time);
        assertThat(times.extract(consumed, partitionTime)).isEqualTo(extracted);
        assertMark(ImpossibleTime.of(consumed.headers()), reason, time);
    }

    private static void assertMark(@Nullable ImpossibleTime mark, Reason reason, long time) {
        ImpossibleTime found = Objects.requireNonNull(mark);
        assertThat(found.reason()).isEqualTo(reason);
        assertThat(found.recordTime()).isEqualTo(time);
    }

    private static ConsumerRecord<Object, Object> at(long time) {
        return new ConsumerRecord<>(
                "London",
                0,
                0,
                time,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
