package io.fintrans.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.topic.record.ImpossibleTime;
import io.fintrans.transaction.Rejection.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What the internal topic's records say of time is held against the broker's clock, which no writer can set. */
class BySourceTimesTest {
    private static final long CAME = 1_790_000_000_000L;
    private static final long AHEAD = Duration.ofMinutes(5).toMillis();
    /** The detector's own clock is an hour ahead of the broker's. */
    private final BySourceTimes times =
            new BySourceTimes(Clock.fixed(Instant.ofEpochMilli(CAME).plusSeconds(3600), ZoneOffset.UTC));

    /** The clock of the task that let it in may have been wrong, and then it must not be lost. */
    @Test
    void aPaymentMayBeAsFarAheadAsClocksAreApart() {
        long day = Duration.ofDays(1).toMillis();
        assertThat(extract(payment(CAME + AHEAD + day))).isEqualTo(CAME + AHEAD + day);
        assertMarked(Reason.TIME_IN_FUTURE, payment(CAME + AHEAD + day + 1));
        assertThat(extract(payment(0))).isZero();
    }

    @Test
    void whereProducersGiveTheTimeTheDetectorsClockDecides() {
        long day = Duration.ofDays(1).toMillis();
        ConsumerRecord<Object, Object> made = record(TimestampType.CREATE_TIME, payment(CAME + AHEAD + day + 1));
        assertThat(times.extract(made, 3)).isEqualTo(CAME + AHEAD + day + 1);
        ConsumerRecord<Object, Object> far = record(TimestampType.CREATE_TIME, payment(CAME + 2 * day));
        assertThat(times.extract(far, 3)).isEqualTo(3);
    }

    @Test
    void aRecordThatNamesNoTimeIsMarkedWithThatOfItsComing() {
        assertMarked(Reason.FOREIGN);
        assertMarked(Reason.FOREIGN, BySourceRecords.with(payment(CAME), "fintrans.time", "x"));
        assertMarked(Reason.FOREIGN, BySourceRecords.with(payment(CAME), "fintrans.time", "-1"));
    }

    private void assertMarked(Reason reason, Header... headers) {
        ConsumerRecord<Object, Object> record = record(TimestampType.LOG_APPEND_TIME, headers);
        assertThat(times.extract(record, 3))
                .as("the partition's time does not move")
                .isEqualTo(3);
        assertThat(ImpossibleTime.of(record.headers())).extracting("reason").isEqualTo(reason);
        assertThat(ImpossibleTime.of(record.headers()))
                .as("when it came, which says more than a time that cannot be")
                .extracting("recordTime")
                .isEqualTo(CAME);
    }

    private long extract(Header... headers) {
        ConsumerRecord<Object, Object> record = record(TimestampType.LOG_APPEND_TIME, headers);
        long time = times.extract(record, 3);
        assertThat(ImpossibleTime.of(record.headers())).isNull();
        return time;
    }

    private static ConsumerRecord<Object, Object> record(TimestampType type, Header... headers) {
        return new ConsumerRecord<>(
                BySourceRecords.NAME, 0, 0, CAME, type, 0, 0, null, null, new RecordHeaders(headers), Optional.empty());
    }

    private static Header[] payment(long time) {
        return BySourceRecords.payment("app", "London", 1, 5, time);
    }
}
