package io.fintrans.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.format.Formats;
import io.fintrans.ingest.point.Points;
import io.fintrans.timeseries.Compression;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
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
    void learnsOnceFromManyAnswersToBatchesOfOneSize() {
        BatchSize size = new BatchSize();
        for (int i = 0; i < 20; i++) {
            size.answered(BatchSize.START, BatchSize.SLOW_NANOS);
        }
        assertThat(size.points())
                .as("all lanes had sent batches of the old size")
                .isEqualTo(BatchSize.START / 2);

        size.tooLarge(100);
        size.tooLarge(100);
        assertThat(size.points()).isEqualTo(50);
    }

    @Test
    void sendsWhatCameInSmallPiecesAsOneBatch() {
        BatchSize size = new BatchSize();
        Lane lane = new Lane(size, new Backoff(random), null, 0, 0);
        for (int offset = 0; offset < 700; offset++) {
            lane.add(List.of(record(offset)), offset);
        }
        size.answered(BatchSize.START, 1);
        assertThat(lane.isDue(700)).as("1000 would be a batch now").isFalse();
        assertThat(lane.isDue(Lane.LINGER_NANOS)).isTrue();

        size.tooLarge(400);
        BatchEncoder encoder = new BatchEncoder(Points.TRANSACTIONS, Formats.STANDARD, Compression.NONE);
        assertThat(lane.isDue(700)).isTrue();
        assertThat(lane.next(encoder, 700).records()).hasSize(200);
        Batch second = lane.next(encoder, 700);
        assertThat(second.nextOffset()).isEqualTo(400);
        assertThat(second.records().get(0).offset()).isEqualTo(200);
        assertThat(second.records().get(0).value()).isEqualTo("s200 t 1".getBytes(UTF_8));
        assertThat(lane.records()).isEqualTo(300);
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

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        byte[] value = ("s" + offset + " t 1").getBytes(UTF_8);
        return new ConsumerRecord<>(
                "Bern",
                0,
                offset,
                1_700_000_000_000L,
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                value.length,
                null,
                value,
                new RecordHeaders(),
                Optional.empty());
    }
}
