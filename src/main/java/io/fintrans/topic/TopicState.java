package io.fintrans.topic;

import java.util.List;

/**
 * A topic as it is, beside how it should be.
 *
 * @param partitions 0 where it is missing, -1 where this user may not see it
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

    static TopicState hidden(Topic wanted) {
        return new TopicState(wanted, -1, 0, "", List.of("may not be seen by this user"));
    }

    /** Whether this user may not even see whether it is there. */
    public boolean isHidden() {
        return partitions < 0;
    }

    public boolean isMissing() {
        return partitions == 0;
    }
}
