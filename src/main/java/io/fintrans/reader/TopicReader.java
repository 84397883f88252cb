package io.fintrans.reader;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer in no group: it reads the partitions that it is told to read, from where it is told. It needs no right but to read, and disturbs
 * nobody. What is damaged is told and passed over. For one thread; {@link #wakeup()} may come from any.
 */
public final class TopicReader extends BoundedConsumer {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long NOWHERE = -1;

    private final Duration patience;
    private long place = NOWHERE;
    private long since;

    /** Is given what is read, in the order of each partition. */
    public interface Sink {
        /** @return whether to read on */
        boolean record(ConsumerRecord<byte[], byte[]> record);

        /** These bytes cannot be read. Reading goes on behind them. */
        void damaged(UnreadableBatchException batch);

        /**
         * Everything that has come by now was given; perhaps nothing has.
         *
         * @return whether to read on
         */
        default boolean polled() {
            return true;
        }
    }

    /**
     * Makes one that reads nothing yet.
     *
     * @param clientProperties how to reach Kafka; what belongs to a group is left out
     * @param clientId where the properties name none
     * @param patience how long Kafka may take for an answer, or for the next record
     * @param own settings of this reader, over all others; without any, it reads committed records, and the earliest one where its place is gone
     */
    public TopicReader(
            Map<String, Object> clientProperties,
            String clientId,
            Limits limits,
            Duration patience,
            Map<String, Object> own) {
        super(settings(clientProperties, clientId, patience, own), limits);
        this.patience = patience;
    }

    private static Map<String, Object> settings(
            Map<String, Object> clientProperties, String clientId, Duration patience, Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>();
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        all.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        all.putAll(clientProperties);
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        // The protocol of a stage's own consumers is none of its business.
        all.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.putAll(own);
        return all;
    }

    /** The partitions of a topic, in their order; none if there is no such topic. */
    public List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> known = partitionsFor(topic);
        return known == null
                ? List.of()
                : known.stream()
                        .map(each -> new TopicPartition(topic, each.partition()))
                        .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
                        .toList();
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        super.assign(partitions);
        place = NOWHERE;
    }

    /**
     * What comes next in the time; perhaps nothing.
     *
     * @param damaged is told what was passed over instead
     */
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout, Consumer<UnreadableBatchException> damaged) {
        try {
            return poll(timeout);
        } catch (UnreadableBatchException e) {
            damaged.accept(e);
            seek(e.partition(), e.last() + 1);
            return ConsumerRecords.empty();
        }
    }

    /**
     * What comes next, where more is known to be there; nothing now and then.
     *
     * @param damaged is told what was passed over instead
     * @throws StandstillException if reading has not moved for longer than its patience
     */
    public ConsumerRecords<byte[], byte[]> next(Consumer<UnreadableBatchException> damaged) {
        ConsumerRecords<byte[], byte[]> records = poll(POLL, damaged);
        if (records.isEmpty()) {
            requireMove();
        } else {
            place = NOWHERE;
        }
        return records;
    }

    /** Positions move without a record, too: over marks of transactions. */
    private void requireMove() {
        Set<TopicPartition> reading = new HashSet<>(assignment());
        reading.removeAll(paused());
        Map<TopicPartition, Long> positions = reading.stream().collect(Collectors.toMap(each -> each, this::position));
        long now = positions.values().stream().mapToLong(Long::longValue).sum();
        if (now != place) {
            place = now;
            since = System.nanoTime();
        } else if (System.nanoTime() - since > patience.toNanos()) {
            throw new StandstillException(positions, patience.toSeconds());
        }
    }

    /**
     * Reads on to these offsets, from where each partition stands. If all was read, whoever reads on later goes on there: what had come by
     * then and lies behind them is given then.
     *
     * @param ends of partitions that are assigned: the offset behind the last one to read
     * @return whether all was read; the sink can end it before
     * @throws StandstillException if reading has not moved for longer than its patience
     */
    public boolean readTo(Map<TopicPartition, Long> ends, Sink sink) {
        place = NOWHERE;
        Map<TopicPartition, Long> open = new HashMap<>(ends);
        boolean more = true;
        try {
            while (more && isLeft(open)) {
                more = give(next(sink::damaged), ends, sink) && sink.polled();
            }
        } finally {
            resume(paused());
        }
        return more;
    }

    /** Takes out the partitions that have been read to their ends. */
    private boolean isLeft(Map<TopicPartition, Long> open) {
        List<TopicPartition> done = open.entrySet().stream()
                .filter(each -> position(each.getKey()) >= each.getValue())
                .map(Map.Entry::getKey)
                .toList();
        pause(done);
        done.forEach(open::remove);
        return !open.isEmpty();
    }

    private boolean give(ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Long> ends, Sink sink) {
        for (TopicPartition partition : records.partitions()) {
            long end = ends.getOrDefault(partition, 0L);
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (record.offset() >= end) {
                    // A fetch brings what was appended since the ends were asked for; without this, nobody would ever
                    // be given it.
                    seek(partition, record.offset());
                    break;
                }
                if (!sink.record(record)) {
                    return false;
                }
            }
        }
        return true;
    }
}
