package io.fintrans.reconcile.ledger;

import io.fintrans.reader.Limits;
import io.fintrans.reader.StandstillException;
import io.fintrans.reader.TopicReader;
import io.fintrans.reader.Unreadable;
import io.fintrans.reader.UnreadableBatchException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads stretches of topics, committed records only, outside of any group. */
public final class TopicScan implements AutoCloseable {
    /** How long the broker may take for the next record before it counts as unreachable. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TopicReader topics;

    public TopicScan(Map<String, Object> clientProperties) {
        topics = new TopicReader(
                clientProperties,
                "fintrans-reconcile",
                Limits.JOURNALS,
                PATIENCE,
                Map.of(
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50_000,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 64 * 1024 * 1024,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 * 1024 * 1024,
                        ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1024 * 1024));
    }

    /**
     * Reads each partition from its begin to before its end; where a transaction is still open below the end, waits for it.
     *
     * @param progress told now and then how many records were read
     * @throws StandstillException if no record comes for half a minute
     */
    public void read(
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> reader,
            LongConsumer progress) {
        Map<TopicPartition, Long> open = new HashMap<>();
        begins.forEach((partition, begin) -> {
            long end = ends.getOrDefault(partition, 0L);
            if (begin < end) {
                open.put(partition, end);
            }
        });
        topics.assign(open.keySet());
        open.keySet().forEach(partition -> topics.seek(partition, begins.getOrDefault(partition, 0L)));
        topics.readTo(open, new Told(reader, progress));
        topics.unsubscribe();
    }

    /** Gives records on, and counts them. */
    private static final class Told implements TopicReader.Sink {
        private final Consumer<ConsumerRecord<byte[], byte[]>> reader;
        private final LongConsumer progress;
        private long records;

        Told(Consumer<ConsumerRecord<byte[], byte[]>> reader, LongConsumer progress) {
            this.reader = reader;
            this.progress = progress;
        }

        @Override
        public boolean record(ConsumerRecord<byte[], byte[]> record) {
            reader.accept(record);
            records++;
            return true;
        }

        /** What cannot be read is told record by record, so that the proof can say whether somebody has stepped over it. */
        @Override
        public void damaged(UnreadableBatchException batch) {
            for (long offset = batch.first(); offset <= batch.last(); offset++) {
                record(Unreadable.record(batch, offset));
            }
        }

        @Override
        public boolean polled() {
            progress.accept(records);
            return true;
        }
    }

    @Override
    public void close() {
        topics.close();
    }
}
