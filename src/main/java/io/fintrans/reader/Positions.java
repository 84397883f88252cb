package io.fintrans.reader;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Up to where a consumer has given out each partition. Kafka's own positions do not tell when a poll fails: they may already be behind
 * records that were lost with it.
 */
final class Positions {
    private static final long BEGINNING = -1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<TopicPartition, Long> next = new HashMap<>();

    void set(TopicPartition partition, long offset) {
        next.put(partition, offset);
    }

    void setBeginning(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> next.put(partition, BEGINNING));
    }

    void advance(Map<TopicPartition, OffsetAndMetadata> nextOffsets) {
        nextOffsets.forEach((partition, offset) -> next.put(partition, offset.offset()));
    }

    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(next::remove);
    }

    void retain(Collection<TopicPartition> partitions) {
        next.keySet().retainAll(Set.copyOf(partitions));
    }

    /** Where the partition goes on, if nobody need be asked for it. */
    @Nullable
    Long known(TopicPartition partition) {
        return next.get(partition);
    }

    /** Where the partition goes on; where nothing was given out yet, at what its group has committed, or at its beginning. */
    long of(TopicPartition partition, Consumer<?, ?> consumer, boolean inGroup) {
        Long known = next.get(partition);
        if (known == null && inGroup) {
            OffsetAndMetadata committed =
                    consumer.committed(Set.of(partition), PATIENCE).get(partition);
            known = committed == null ? null : committed.offset();
        }
        if (known == null || known == BEGINNING) {
            known = consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        }
        next.put(partition, known);
        return known;
    }
}
