package io.fintrans.past;

import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** What there is to read of the cities' topics. */
public record Stretch(List<Part> parts) {
    /**
     * Of one partition.
     *
     * @param begin offset of the first record
     * @param end offset behind the last one
     */
    public record Part(TopicPartition partition, long begin, long end) {
        long size() {
            return Math.max(0, end - begin);
        }
    }

    public Stretch {
        parts = List.copyOf(parts);
    }

    /** How many records there are, about: some offsets have none. */
    public long size() {
        return parts.stream().mapToLong(Part::size).sum();
    }
}
