package io.fintrans.reconcile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.common.TopicPartition;

/** Reads the newest records of the detector's journal: what each task says that it has handled. */
final class JournalTail {
    /** How far back to look for a task's last record at first. */
    private static final long STEP = 16;

    private final TopicOffsets offsets;
    private final TopicScan scan;
    private final String topic;

    /** @param topic of the journal */
    JournalTail(TopicOffsets offsets, TopicScan scan, String topic) {
        this.offsets = offsets;
        this.scan = scan;
        this.topic = topic;
    }

    /** What each task said before its record of an offset. */
    JournalCounts before(Cut cut, Map<TopicPartition, Long> ends) {
        JournalCounts counts = new JournalCounts(cut);
        ends.forEach((task, end) -> lastBefore(task, end, counts));
        return counts;
    }

    /** The journal may not have been there when the proof began. */
    void readSince(Map<TopicPartition, Long> endsBeforeCut, JournalCounts counts, LongConsumer progress) {
        Map<TopicPartition, Long> begins = new HashMap<>();
        for (TopicPartition task : offsets.partitions(topic)) {
            begins.put(task, endsBeforeCut.getOrDefault(task, 0L));
        }
        scan.read(begins, offsets.ends(begins.keySet()), counts::add, progress);
    }

    /** Reads the last few records before an offset, or more of them until there is one. */
    private void lastBefore(TopicPartition task, long end, JournalCounts counts) {
        long begin = offsets.beginnings(List.of(task)).getOrDefault(task, 0L);
        LongUnaryOperator back = step -> Math.max(begin, end - step);
        for (long step = STEP; !counts.knows(task.partition()) && end > begin; step *= 8) {
            scan.read(Map.of(task, back.applyAsLong(step)), Map.of(task, end), counts::add, ignored -> {});
            if (back.applyAsLong(step) == begin) {
                return;
            }
        }
    }
}
