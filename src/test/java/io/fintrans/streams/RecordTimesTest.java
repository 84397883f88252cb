package io.fintrans.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.format.Formats;
import io.fintrans.format.PaymentFormat;
import io.fintrans.testing.SeveralFormat;
import io.fintrans.topic.record.Consumed;
import io.fintrans.topic.record.ConsumedDeserializer;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
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
        assertRejected(NOW + 5 * MINUTE + 1, NOW, Reason.TIME_IN_FUTURE, NOW);
    }

    @Test
    void takesSevenDaysAndFiveMinutesBehindThePartitionAndNotMore() {
        assertAccepted(NOW - 7 * DAY - 5 * MINUTE, NOW);
        assertRejected(NOW - 7 * DAY - 5 * MINUTE - 1, NOW, Reason.TIME_TOO_OLD, NOW);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, -1_793_534_400_000L})
    void rejectsTimesBefore1970(long time) {
        assertRejected(time, NOW, Reason.TIME_TOO_OLD, NOW);
        assertRejected(time, UNKNOWN, Reason.TIME_TOO_OLD, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 5 * MINUTE, 253_402_300_800_000L})
    void rejectsTheFarFutureWithoutMovingThePartition(long time) {
        assertRejected(time, NOW, Reason.TIME_IN_FUTURE, NOW);
        assertRejected(time, UNKNOWN, Reason.TIME_IN_FUTURE, 0);
    }

    @Test
    void rejectsTheEpoch() {
        assertRejected(0, NOW, Reason.TIME_TOO_OLD, NOW);
        assertRejected(0, UNKNOWN, Reason.TIME_TOO_OLD, 0);
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
        return (Rejection) consumed(consumed).decoded();
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
        assertRejected(NOW + 6 * MINUTE, NOW, Reason.TIME_IN_FUTURE, NOW);
    }

    @Test
    void takesTheSmallestTimeOfSeveralPaymentsThatCanBe() {
        ConsumerRecord<Object, Object> record =
                of(new SeveralFormat(), NOW - MINUTE, "A B 1 @" + NOW + ";A C 2 @" + (NOW - 5) + ";A D 3 @1;A E x");
        assertThat(times.extract(record, NOW)).isEqualTo(NOW - 5);
        assertThat(consumed(record).payments()).extracting(Payment::index).containsExactly(0, 1);
        assertThat(consumed(record).entries().get(2))
                .isInstanceOfSatisfying(
                        Rejection.class, why -> assertThat(why.reason()).isEqualTo(Reason.TIME_TOO_OLD));
        assertThat(consumed(record).timestamp()).isEqualTo(NOW - MINUTE);
    }

    @Test
    void doesNotMoveThePartitionForPaymentsNoneOfWhichCanBe() {
        ConsumerRecord<Object, Object> record = of(new SeveralFormat(), NOW - MINUTE, "A B 1 @1;A C 2 @" + (NOW + DAY));
        assertThat(times.extract(record, NOW - DAY)).isEqualTo(NOW - DAY);
        assertThat(consumed(record).payments()).isEmpty();
    }

    @Test
    void takesTheRecordsOwnTimeWhereNoneOfItsPlacesHasAPayment() {
        ConsumerRecord<Object, Object> record = of(new SeveralFormat(), NOW - MINUTE, "A B x;A C y");
        assertThat(times.extract(record, NOW - DAY)).isEqualTo(NOW - MINUTE);
        record = of(new SeveralFormat(), NOW - MINUTE, "-");
        assertThat(times.extract(record, NOW - DAY)).isEqualTo(NOW - MINUTE);
        assertThat(consumed(record).isPassed()).isTrue();
    }

    private void assertAccepted(long time, long partitionTime) {
        ConsumerRecord<Object, Object> record = at(time);
        assertThat(times.extract(record, partitionTime)).isEqualTo(time);
        assertThat(consumed(record).decoded()).isInstanceOf(Payment.class);
    }

    private void assertRejected(long time, long partitionTime, Reason reason, long extracted) {
        ConsumerRecord<Object, Object> record = at(time);
        assertThat(times.extract(record, partitionTime)).isEqualTo(extracted);
        assertThat(consumed(record).timestamp()).isEqualTo(time);
        assertThat(consumed(record).decoded())
                .isInstanceOfSatisfying(
                        Rejection.class, why -> assertThat(why.reason()).isEqualTo(reason));
    }

    private static Consumed consumed(ConsumerRecord<Object, Object> record) {
        return (Consumed) record.value();
    }

    private static ConsumerRecord<Object, Object> at(long time) {
        return of(Formats.STANDARD, time, "A B 1");
    }

    private static ConsumerRecord<Object, Object> of(PaymentFormat format, long time, String value) {
        RecordHeaders headers = new RecordHeaders();
        return new ConsumerRecord<>(
                "London",
                0,
                0,
                time,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new ConsumedDeserializer(format).deserialize("London", headers, value.getBytes(UTF_8)),
                headers,
                Optional.empty());
    }
}
