package io.fintrans.reconcile.journal;

import io.fintrans.reconcile.ledger.TopicOffsets;
import io.fintrans.reconcile.ledger.TopicScan;
import io.fintrans.reconcile.verdict.AwaitedRevisions;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks up in the detector's journal which alerts it had still to revise when this was made. It notes an alert in the transaction of the payment
 * that makes it say too little, and strikes the note out in that of the revision. Where one of these was under way, the alert counts as awaited.
 */
public final class JournalledRevisions implements AwaitedRevisions {
    /** How far back to look at first: what waits was nearly always noted in the last few seconds. */
    private static final long STEP = 256;

    private record Note(int task, String episode) {}

    private final TopicOffsets offsets;
    private final TopicScan scan;
    /** Before these, every transaction was over. */
    private final Map<TopicPartition, Long> stable;

    private final Map<TopicPartition, Long> ends;

    /** @param journal partitions of the detector's journal */
    public JournalledRevisions(TopicOffsets offsets, TopicScan scan, Collection<TopicPartition> journal) {
        this.offsets = offsets;
        this.scan = scan;
        this.stable = offsets.stableEnds(journal);
        this.ends = offsets.ends(journal);
    }

    @Override
    public Set<String> among(Set<String> episodes) {
        Map<TopicPartition, Long> first = offsets.beginnings(ends.keySet());
        for (long step = STEP; ; step *= 8) {
            Map<TopicPartition, Long> begins = new HashMap<>();
            for (TopicPartition task : ends.keySet()) {
                long back = stable.getOrDefault(task, 0L) - step;
                begins.put(task, Math.max(first.getOrDefault(task, 0L), back));
            }
            Map<Note, Boolean> latest = read(begins, episodes);
            Set<String> seen = new HashSet<>();
            latest.keySet().forEach(note -> seen.add(note.episode()));
            if (seen.containsAll(episodes) || begins.equals(first)) {
                Set<String> awaited = new TreeSet<>();
                latest.forEach((note, waits) -> awaited.addAll(waits ? Set.of(note.episode()) : Set.of()));
                return awaited;
            }
        }
    }

    private Map<Note, Boolean> read(Map<TopicPartition, Long> begins, Set<String> episodes) {
        Map<Note, Boolean> latest = new HashMap<>();
        Set<Note> underWay = new HashSet<>();
        scan.read(begins, ends, record -> look(record, episodes, latest, underWay), ignored -> {});
        underWay.forEach(note -> latest.put(note, true));
        return latest;
    }

    private void look(
            ConsumerRecord<byte[], byte[]> record,
            Set<String> episodes,
            Map<Note, Boolean> latest,
            Set<Note> underWay) {
        boolean settled =
                record.offset() < stable.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
        for (JournalRecord.Note each : JournalCounts.read(record).notes()) {
            String episode = HexFormat.of().toHexDigits(each.id());
            if (episodes.contains(episode)) {
                Note note = new Note(record.partition(), episode);
                latest.put(note, each.waits());
                if (!settled) {
                    underWay.add(note);
                }
            }
        }
    }
}
