package io.fintrans.console.evidence;

import io.fintrans.reader.Limits;
import io.fintrans.reader.TopicReader;
import io.fintrans.reader.Unreadable;
import io.fintrans.reader.UnreadableBatchException;
import io.fintrans.transaction.Coordinates;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;

/** Reads single records back from Kafka by their coordinates. */
final class EvidenceReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(100);

    private final TopicReader consumer;

    EvidenceReader(Map<String, Object> clientProperties) {
        this.consumer = new TopicReader(
                clientProperties,
                "fintrans-console",
                Limits.PAYMENTS,
                Duration.ofMinutes(1),
                // One record of each is wanted, and what comes with it is thrown away.
                Map.of(
                        "auto.offset.reset", "none",
                        "max.partition.fetch.bytes", "4096",
                        "fetch.max.wait.ms", "50"));
    }

    /** The records at these places; those that Kafka no longer has are missing, and {@link Unreadable} marks those that are damaged. */
    synchronized Map<Coordinates, ConsumerRecord<byte[], byte[]>> read(Collection<Coordinates> places) {
        Map<TopicPartition, Queue<Long>> wanted = new HashMap<>();
        places.stream()
                .distinct()
                .sorted((a, b) -> Long.compare(a.offset(), b.offset()))
                .forEach(place -> wanted.computeIfAbsent(
                                new TopicPartition(place.topic(), place.partition()), any -> new ArrayDeque<>())
                        .add(place.offset()));
        wanted.keySet().removeIf(place -> !exists(place));
        Map<Coordinates, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        consumer.assign(wanted.keySet());
        skipDeleted(wanted);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.isEmpty() && System.nanoTime() < end) {
            consumer.resume(consumer.paused());
            Map<TopicPartition, Long> round = new HashMap<>();
            wanted.forEach((partition, offsets) -> round.put(partition, offsets.element()));
            round.forEach(consumer::seek);
            readRound(round, found, end);
            wanted.values().forEach(Queue::remove);
            wanted.values().removeIf(Queue::isEmpty);
            consumer.assign(wanted.keySet());
        }
        return found;
    }

    /** Kafka would be asked for a minute about a place that there is not, and meanwhile nobody could read evidence. */
    private boolean exists(TopicPartition place) {
        try {
            List<PartitionInfo> known = consumer.partitionsFor(place.topic(), PATIENCE);
            return known != null && known.stream().anyMatch(each -> each.partition() == place.partition());
        } catch (InvalidTopicException e) {
            return false;
        }
    }

    private void skipDeleted(Map<TopicPartition, Queue<Long>> wanted) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(wanted.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(wanted.keySet());
        wanted.forEach((partition, offsets) -> offsets.removeIf(
                offset -> offset < begins.getOrDefault(partition, 0L) || offset >= ends.getOrDefault(partition, 0L)));
        wanted.values().removeIf(Queue::isEmpty);
        consumer.assign(wanted.keySet());
    }

    /** One record of each partition. */
    private void readRound(
            Map<TopicPartition, Long> round, Map<Coordinates, ConsumerRecord<byte[], byte[]>> found, long end) {
        Map<TopicPartition, Long> left = new HashMap<>(round);
        while (!left.isEmpty() && System.nanoTime() < end) {
            ConsumerRecords<byte[], byte[]> records;
            try {
                records = consumer.poll(POLL);
            } catch (UnreadableBatchException e) {
                Long offset = left.remove(e.partition());
                if (offset != null) {
                    found.put(
                            new Coordinates(e.partition().topic(), e.partition().partition(), offset),
                            Unreadable.record(e, offset));
                }
                consumer.pause(List.of(e.partition()));
                continue;
            }
            for (TopicPartition partition : records.partitions()) {
                Long offset = left.remove(partition);
                ConsumerRecord<byte[], byte[]> first =
                        records.records(partition).get(0);
                if (offset != null && first.offset() == offset) {
                    found.put(new Coordinates(first.topic(), first.partition(), first.offset()), first);
                }
                consumer.pause(List.of(partition));
            }
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
