package io.fintrans.detector;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/** Sends each record to every partition of its topic: whoever reads one of them has all. */
final class AllPartitions implements StreamPartitioner<byte[], byte[]> {
    // The one without headers goes in Kafka 5, but until then it is the one that must be there.
    @SuppressWarnings("removal")
    @Override
    public Optional<Set<Integer>> partitions(
            String topic, byte @Nullable [] key, byte @Nullable [] value, int partitions) {
        return Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet()));
    }
}
