package io.fintrans.console.evidence;

import io.fintrans.reader.UnreadableBatchException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Where records could not be read, although Kafka has them: whatever they held is missing in what was found. Plain. */
final class DamagedPlaces {
    /** The first are enough to look for the cause. */
    private static final int MOST = 20;

    /** For the last offset of a batch, the first one that was met. */
    private final Map<TopicPartition, Map<Long, Long>> batches =
            new TreeMap<>((a, b) -> a.topic().equals(b.topic())
                    ? Integer.compare(a.partition(), b.partition())
                    : a.topic().compareTo(b.topic()));

    void add(UnreadableBatchException damage) {
        batches.computeIfAbsent(damage.partition(), any -> new TreeMap<>())
                .merge(damage.last(), damage.first(), Math::min);
    }

    /** The first twenty, for example {@code partition 2 of London, offset 120 to 129}. */
    List<String> words() {
        return batches.entrySet().stream()
                .flatMap(each -> each.getValue().entrySet().stream()
                        .map(batch -> words(each.getKey(), batch.getValue(), batch.getKey())))
                .limit(MOST)
                .toList();
    }

    private static String words(TopicPartition partition, long first, long last) {
        return "partition " + partition.partition() + " of " + partition.topic() + ", offset " + first
                + (first == last ? "" : " to " + last);
    }
}
