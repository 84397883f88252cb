package io.fintrans.reader;

import io.fintrans.topic.admin.OpenTransaction;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** No record came of these partitions for too long, although they are not read to their ends. */
public final class StandstillException extends TimeoutException {
    private static final long serialVersionUID = 1L;

    private final transient Map<TopicPartition, Long> positions;

    /** @param positions where reading stands */
    StandstillException(Map<TopicPartition, Long> positions, long seconds) {
        super("no record of " + positions.keySet() + " for " + seconds + " s");
        this.positions = Map.copyOf(positions);
    }

    /** Those at which reading stands. */
    public Set<TopicPartition> partitions() {
        return positions.keySet();
    }

    /**
     * Whether reading stands before this transaction. Another may be one of our own stages, which was begun a moment ago and is no cause of
     * anything.
     */
    public boolean isHeldBackBy(OpenTransaction open) {
        return open.firstOffset() <= positions.getOrDefault(open.partition(), -1L);
    }
}
