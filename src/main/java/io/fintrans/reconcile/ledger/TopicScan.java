package io.fintrans.reconcile.ledger;

import io.fintrans.reader.BoundedConsumer;
import io.fintrans.reader.Limits;
import io.fintrans.reader.Unreadable;
import io.fintrans.reader.UnreadableBatchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads stretches of topics, committed records only, outside of any group. */
public final class TopicScan implements AutoCloseable {
    /** How long the broker may take for the next record before it counts as unreachable. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(500);

    private final BoundedConsumer consumer;

    public TopicScan(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50_000);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 64 * 1024 * 1024);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 * 1024 * 1024);
        properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1024 * 1024);
        consumer = new BoundedConsumer(properties, Limits.JOURNALS);
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
        Set<TopicPartition> open = begins.keySet().stream()
                .filter(partition -> begins.getOrDefault(partition, 0L) < ends.getOrDefault(partition, 0L))
                .collect(Collectors.toSet());
        consumer.assign(open);
        open.forEach(partition -> consumer.seek(partition, begins.getOrDefault(partition, 0L)));
        long records = 0;
        long lastMove = System.nanoTime();
        while (!open.isEmpty()) {
            Iterable<ConsumerRecord<byte[], byte[]>> batch = poll();
            long before = records;
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    reader.accept(record);
                    records++;
                }
            }
            boolean finished = finish(open, ends);
            if (finished || records > before) {
                lastMove = System.nanoTime();
                progress.accept(records);
            } else if (System.nanoTime() - lastMove > PATIENCE.toNanos()) {
                throw new StandstillException(positions(open), PATIENCE.toSeconds());
            }
        }
        consumer.unsubscribe();
    }

    private Map<TopicPartition, Long> positions(Set<TopicPartition> open) {
        return open.stream().collect(Collectors.toMap(partition -> partition, consumer::position));
    }

    /** What cannot be read is told record by record, so that the proof can say whether somebody has stepped over it. */
    private Iterable<ConsumerRecord<byte[], byte[]>> poll() {
        try {
            return consumer.poll(POLL);
        } catch (UnreadableBatchException e) {
            consumer.seek(e.partition(), e.last() + 1);
            return () -> LongStream.rangeClosed(e.first(), e.last())
                    .mapToObj(offset -> Unreadable.record(e, offset))
                    .iterator();
        }
    }

    /** Takes out the partitions that have been read to their ends. */
    private boolean finish(Set<TopicPartition> open, Map<TopicPartition, Long> ends) {
        List<TopicPartition> done = new ArrayList<>();
        for (TopicPartition partition : open) {
            if (consumer.position(partition) >= ends.getOrDefault(partition, 0L)) {
                done.add(partition);
            }
        }
        consumer.pause(done);
        return open.removeAll(done);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
