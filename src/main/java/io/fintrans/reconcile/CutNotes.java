package io.fintrans.reconcile;

import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.TopicOffsets;
import io.fintrans.topic.admin.OpenTransaction;
import io.fintrans.transaction.Count;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What a reader of the proof must know of its cut: what lies outside of it. */
final class CutNotes {
    private final TopicOffsets offsets;
    private final Clock clock;

    CutNotes(TopicOffsets offsets, Clock clock) {
        this.offsets = offsets;
        this.clock = clock;
    }

    /** What is behind open transactions is not below the cut, and nobody can say whether it ever will be. */
    void hidden(Cut cut, List<Consumer<Audit>> noted) {
        Set<TopicPartition> partitions = new HashSet<>();
        cut.ranges().forEach(range -> partitions.add(range.topicPartition()));
        Map<TopicPartition, Long> ends = offsets.ends(partitions);
        // Looked at later: where nothing is open, readers have come to these ends by then, or further.
        Map<TopicPartition, Long> stable = offsets.stableEnds(partitions);
        Map<TopicPartition, Long> hidden = new HashMap<>();
        for (Cut.Range range : cut.ranges()) {
            long end = ends.getOrDefault(range.topicPartition(), range.end());
            boolean open = stable.getOrDefault(range.topicPartition(), end) < end;
            hidden.put(range.topicPartition(), open ? end - range.end() : 0L);
        }
        hidden.values().removeIf(offsets -> offsets <= 0);
        Map<TopicPartition, Long> all = Map.copyOf(hidden);
        noted.add(audit -> all.forEach(audit::hidden));
        if (!hidden.isEmpty()) {
            List<OpenTransaction> open = offsets.openTransactions(hidden.keySet(), clock);
            open.stream()
                    .map(each -> each.sentence(clock.millis()) + ".")
                    .forEach(sentence -> noted.add(audit -> audit.note(sentence)));
            open.forEach(each -> hidden.remove(each.partition()));
        }
        hidden.forEach((partition, offsets) ->
                noted.add(audit -> audit.note("In " + partition + " " + Count.of(offsets, "offset lies", "offsets lie")
                        + " behind a transaction that was open when the proof began; Kafka does not say whose.")));
    }

    /** What is deleted by now. */
    static void forgotten(Cut cut, List<Consumer<Audit>> noted) {
        for (Cut.Range range : cut.ranges()) {
            if (range.begin() > 0) {
                noted.add(audit -> audit.note(range.topicPartition() + " begins at offset " + range.begin()
                        + ": what was before is deleted and cannot be proven."));
            }
        }
    }
}
