package io.fintrans.topic;

import java.util.List;

/**
 * A topic as it is, beside how it should be.
 *
 * @param partitions 0 where it is missing
 * @param records what lies between its oldest and its newest record; more than there are, where some were compacted or
 *     belong to transactions
 * @param kept for how long, in words
 * @param mismatches what differs from {@code wanted}, each in a sentence; empty when all is right
 */
public record TopicState(Topic wanted, int partitions, long records, String kept, List<String> mismatches) {
    public TopicState {
        mismatches = List.copyOf(mismatches);
    }

    static TopicState missing(Topic wanted) {
        return new TopicState(wanted, 0, 0, "", List.of("is missing"));
    }

    public boolean isMissing() {
        return partitions == 0;
    }
}
