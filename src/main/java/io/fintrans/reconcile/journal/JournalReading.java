package io.fintrans.reconcile.journal;

import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.TopicOffsets;
import io.fintrans.reconcile.ledger.TopicScan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.common.TopicPartition;

/** Reads the detector's journal: the newest record of each task when this was made, and what has come since. */
public final class JournalReading {
    /** How far back to look for a task's last record at first. */
    private static final long STEP = 16;

    private final TopicOffsets offsets;
    private final TopicScan scan;
    private final String journal;
    private final Map<TopicPartition, Long> ends;

    /** Asks where the journal ends; before the cut is made. */
    public JournalReading(TopicOffsets offsets, TopicScan scan, String journal) {
        this.offsets = offsets;
        this.scan = scan;
        this.journal = journal;
        this.ends = offsets.ends(offsets.partitions(journal));
    }

    /** What the newest record of each task says. */
    public JournalCounts before(Cut cut) {
        JournalCounts counts = new JournalCounts(cut);
        ends.forEach((task, end) -> newest(task, end, counts));
        return counts;
    }

    /** Reads the last few records before an offset, or more of them until there is one. */
    private void newest(TopicPartition task, long end, JournalCounts counts) {
        long begin = offsets.beginnings(List.of(task)).getOrDefault(task, 0L);
        LongUnaryOperator back = step -> Math.max(begin, end - step);
        for (long step = STEP; !counts.knows(task.partition()) && end > begin; step *= 8) {
            scan.read(Map.of(task, back.applyAsLong(step)), Map.of(task, end), counts::add, ignored -> {});
            if (back.applyAsLong(step) == begin) {
                return;
            }
        }
    }

    /** Reads on to the end. The journal may not have been there before. */
    public void since(JournalCounts counts, LongConsumer progress) {
        Map<TopicPartition, Long> begins = new HashMap<>();
        for (TopicPartition task : offsets.partitions(journal)) {
            begins.put(task, ends.getOrDefault(task, 0L));
        }
        scan.read(begins, offsets.ends(begins.keySet()), counts::add, progress);
    }
}
