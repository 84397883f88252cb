package io.fintrans.detector;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.topic.KeyHash;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/** A record of the exchange goes to the task that its key names; one without a key, to all owners. */
final class ExchangePartitioner implements StreamPartitioner<byte[], byte[]> {
    private final int owners;

    /** @param owners tasks that accounts belong to, however many partitions the topic has by now */
    ExchangePartitioner(int owners) {
        this.owners = owners;
    }

    /** The owner of an account, out of so many: the partition that Kafka's own partitioner chooses for a record whose key is the account. */
    static int ownerOf(byte[] account, int owners) {
        return KeyHash.partition(account, owners);
    }

    // The one without headers goes in Kafka 5, but until then it is the one that must be there.
    @SuppressWarnings("removal")
    @Override
    public Optional<Set<Integer>> partitions(
            String topic, byte @Nullable [] task, byte @Nullable [] value, int partitions) {
        if (task == null) {
            return Optional.of(IntStream.range(0, owners).boxed().collect(Collectors.toUnmodifiableSet()));
        }
        return Optional.of(Set.of(Integer.parseInt(new String(task, US_ASCII))));
    }
}
