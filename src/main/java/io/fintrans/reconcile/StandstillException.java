package io.fintrans.reconcile;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** No record came of these partitions for too long, although they are not read to their ends. */
final class StandstillException extends TimeoutException {
    private static final long serialVersionUID = 1L;

    private final transient Set<TopicPartition> partitions;

    StandstillException(Set<TopicPartition> partitions, long seconds) {
        super("no record of " + partitions + " for " + seconds + " s");
        this.partitions = Set.copyOf(partitions);
    }

    Set<TopicPartition> partitions() {
        return partitions;
    }
}
