package io.fintrans.console.live;

import io.fintrans.reader.Limits;
import io.fintrans.reader.TopicReader;
import io.fintrans.reader.UnreadableBatchException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds where to begin in partitions whose records are in order of time. The broker could be asked, but to answer it unpacks the records
 * around that place, and one that unpacks to gigabytes takes all of its memory.
 */
final class TimeSearch {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Whoever begins so many records too early reads them in no time. */
    private static final long NEAR = 1_000;

    private final Map<String, Object> clientProperties;
    private final long sinceMillis;
    private final Map<TopicPartition, Long> low = new HashMap<>();
    private final Map<TopicPartition, Long> high = new HashMap<>();

    /** @param sinceMillis in milliseconds since 1970 */
    TimeSearch(Map<String, Object> clientProperties, long sinceMillis) {
        this.clientProperties = clientProperties;
        this.sinceMillis = sinceMillis;
    }

    /** For each partition an offset before which all records are older; not much before the first one that is not. */
    Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Object> little = Map.of("max.partition.fetch.bytes", "4096", "fetch.max.wait.ms", "50");
        try (TopicReader consumer =
                new TopicReader(clientProperties, "fintrans-console", Limits.DOCUMENTS, PATIENCE, little)) {
            low.putAll(consumer.beginningOffsets(partitions));
            high.putAll(consumer.endOffsets(partitions));
            for (Set<TopicPartition> open = open(); !open.isEmpty() && System.nanoTime() < end; open = open()) {
                halve(consumer, open, end);
            }
        }
        return Map.copyOf(low);
    }

    private Set<TopicPartition> open() {
        return low.keySet().stream()
                .filter(each -> high.getOrDefault(each, 0L) - low.getOrDefault(each, 0L) > NEAR)
                .collect(Collectors.toSet());
    }

    private void halve(TopicReader consumer, Set<TopicPartition> open, long end) {
        Map<TopicPartition, Long> middles = new HashMap<>();
        open.forEach(each -> middles.put(each, (low.getOrDefault(each, 0L) + high.getOrDefault(each, 0L)) >>> 1));
        consumer.assign(open);
        middles.forEach(consumer::seek);
        while (!middles.isEmpty() && System.nanoTime() < end) {
            poll(consumer, middles);
            // Where there are no records behind the middle, the place is before it.
            middles.entrySet()
                    .removeIf(each -> consumer.position(each.getKey()) >= high.getOrDefault(each.getKey(), 0L)
                            && learn(each.getKey(), each.getValue(), null));
            consumer.assign(Set.copyOf(middles.keySet()));
        }
    }

    private void poll(TopicReader consumer, Map<TopicPartition, Long> middles) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                Long middle = middles.remove(partition);
                if (middle != null) {
                    learn(partition, middle, records.records(partition).get(0));
                }
            }
        } catch (UnreadableBatchException e) {
            Long middle = middles.remove(e.partition());
            if (middle != null) {
                learn(e.partition(), middle, null);
            }
        }
    }

    private boolean learn(TopicPartition partition, long middle, @Nullable ConsumerRecord<byte[], byte[]> first) {
        if (first == null || first.offset() >= high.getOrDefault(partition, 0L) || first.timestamp() >= sinceMillis) {
            high.put(partition, middle);
        } else {
            low.put(partition, first.offset() + 1);
        }
        return true;
    }
}
