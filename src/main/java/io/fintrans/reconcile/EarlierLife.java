package io.fintrans.reconcile;

import io.fintrans.transaction.Count;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a topic that the detector writes held when the detector was made to start over: that committed the ends of then. It is of a life
 * before, and is not checked.
 */
final class EarlierLife {
    /** Of what nobody made to start over. */
    static final EarlierLife NONE = new EarlierLife(Map.of());

    private final Map<TopicPartition, Long> ends;

    private EarlierLife(Map<TopicPartition, Long> ends) {
        this.ends = ends;
    }

    /** @param committed by the detector's group in the topic that it writes; 0 where it was never made to start over */
    static EarlierLife in(Map<TopicPartition, Long> committed, Audit audit) {
        Map<String, Long> passed = new HashMap<>();
        committed.forEach((partition, end) -> passed.merge(partition.topic(), end, Long::sum));
        passed.values().removeIf(offsets -> offsets == 0);
        passed.forEach((topic, offsets) -> audit.note("The detector was started over: what " + topic + " held then, "
                + Count.of(offsets, "offset") + ", is of its life before, and was not checked."));
        return new EarlierLife(committed);
    }

    /** Where the present life begins. */
    Map<TopicPartition, Long> behind(Map<TopicPartition, Long> begins) {
        Map<TopicPartition, Long> later = new HashMap<>(begins);
        later.replaceAll((partition, begin) -> Math.max(begin, ends.getOrDefault(partition, 0L)));
        return later;
    }

    /** Whether nothing of the present life is deleted where the topic begins there. */
    boolean isWhole(Map<TopicPartition, Long> begins) {
        return begins.entrySet().stream().allMatch(begin -> begin.getValue() <= ends.getOrDefault(begin.getKey(), 0L));
    }
}
