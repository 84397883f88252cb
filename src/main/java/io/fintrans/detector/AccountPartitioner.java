package io.fintrans.detector;

import io.fintrans.topic.KeyHash;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Which partition, and so which task, an account belongs to: what Kafka's own partitioner chooses for a record whose key is the
 * account. It is fixed here so that no client property can change it for one side only. A record without an account is for all owners.
 */
final class AccountPartitioner implements StreamPartitioner<byte[], byte[]> {
    private final int owners;

    /** @param owners tasks that accounts belong to, however many partitions the topic has by now */
    AccountPartitioner(int owners) {
        this.owners = owners;
    }

    /** The owner of an account, out of so many. */
    static int ownerOf(byte[] account, int owners) {
        return KeyHash.partition(account, owners);
    }

    // The one without headers goes in Kafka 5, but until then it is the one that must be there.
    @SuppressWarnings("removal")
    @Override
    public Optional<Set<Integer>> partitions(
            String topic, byte @Nullable [] account, byte @Nullable [] value, int partitions) {
        if (account == null) {
            return Optional.of(IntStream.range(0, owners).boxed().collect(Collectors.toUnmodifiableSet()));
        }
        return Optional.of(Set.of(ownerOf(account, owners)));
    }
}
