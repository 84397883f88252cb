package io.fintrans.topic.admin;

import io.fintrans.topic.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A topic as it is, beside how it should be.
 *
 * @param partitions 0 where it is missing, -1 where this user may not see it
 * @param records what lies between its oldest and its newest record; more than there are, where some were compacted or
 *     belong to transactions
 * @param kept for how long, in words
 * @param unmet settings that are not as needed, with what they are
 * @param mismatches what differs from {@code wanted}, each in a sentence; empty when all is right
 */
public record TopicState(
        Topic wanted, int partitions, long records, String kept, Map<String, String> unmet, List<String> mismatches) {
    /** What is said of {@code kept} where this user may not see the settings. */
    static final String NOT_SHOWN = "not shown";

    public TopicState {
        unmet = Map.copyOf(unmet);
        mismatches = List.copyOf(mismatches);
    }

    static TopicState missing(Topic wanted) {
        return new TopicState(wanted, 0, 0, "", Map.of(), List.of("is missing"));
    }

    static TopicState hidden(Topic wanted) {
        return new TopicState(wanted, -1, 0, "", Map.of(), List.of("may not be seen by this user"));
    }

    /** The settings that would have to be set, to what is needed. */
    public Map<String, String> missingSettings() {
        Map<String, String> needed = new HashMap<>(wanted.configs());
        needed.keySet().retainAll(unmet.keySet());
        return needed;
    }

    /** Whether this user may see all its settings, and they are as needed. */
    boolean isKeptAsNeeded() {
        return partitions > 0 && !kept.equals(NOT_SHOWN) && unmet.isEmpty();
    }

    /** Whether this user may not even see whether it is there. */
    public boolean isHidden() {
        return partitions < 0;
    }

    public boolean isMissing() {
        return partitions == 0;
    }
}
