package io.fintrans.reconcile;

import io.fintrans.reconcile.ledger.GroupProgress;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.ledger.TopicOffsets;
import io.fintrans.reconcile.ledger.TopicScan;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.common.TopicPartition;

/** Waits until the stages have handled what the proof is about, or says how much they still lack when time is up. */
final class StageWait {
    private final Map<String, Object> clientProperties;
    private final ReconcileSettings settings;
    private final TopicOffsets offsets;
    private final TopicScan scan;
    private final Consumer<String> progress;

    /** @param progress told in a few words what is waited for, several times a second */
    StageWait(
            Map<String, Object> clientProperties,
            ReconcileSettings settings,
            TopicOffsets offsets,
            TopicScan scan,
            Consumer<String> progress) {
        this.clientProperties = clientProperties;
        this.settings = settings;
        this.offsets = offsets;
        this.scan = scan;
        this.progress = progress;
    }

    /**
     * Waits until the detector has handled everything below the cut, on both of a payment's ways.
     *
     * @return a sentence about what it still lacks when time is up
     */
    Optional<String> awaitDetector(Ledger ledger) {
        Map<TopicPartition, Long> last = lastOffsets(ledger);
        long missing;
        try (GroupProgress detector = progressOf(settings.applicationId())) {
            missing = detector.await(last, telling("record", " behind the cut: waiting for the detector"));
            if (missing == 0) {
                last = lastBetween(detector);
                missing = detector.await(last, telling("record", " between its tasks: waiting for the detector"));
            }
        }
        return sentence("the detector", settings.applicationId(), missing);
    }

    /** Whether there is a volume stage that has read any of these payments. */
    boolean isAddingVolumes(Ledger ledger) {
        if (offsets.partitions(Topics.VOLUMES).isEmpty()) {
            return false;
        }
        try (GroupProgress stage = progressOf(settings.volumeApplicationId())) {
            return stage.committed(lastOffsets(ledger).keySet()).values().stream()
                    .anyMatch(offset -> offset != 0);
        }
    }

    /**
     * Waits until the volume stage has added up everything below the cut.
     *
     * @return a sentence about what it still lacks when time is up
     */
    Optional<String> awaitVolumes(Ledger ledger) {
        try (GroupProgress stage = progressOf(settings.volumeApplicationId())) {
            long missing = stage.await(
                    lastOffsets(ledger), telling("record", " behind the cut: waiting for the volume stage"));
            return sentence("the volume stage", settings.volumeApplicationId(), missing);
        }
    }

    private GroupProgress progressOf(String group) {
        return new GroupProgress(clientProperties, group, settings.timeout());
    }

    private Optional<String> sentence(String stage, String group, long missing) {
        return missing == 0
                ? Optional.empty()
                : Optional.of("After " + settings.timeout().toSeconds() + " s " + stage + " (group " + group
                        + ") still was " + Count.of(missing, "record") + " short of the cut. Is it running?");
    }

    private static Map<TopicPartition, Long> lastOffsets(Ledger ledger) {
        Map<TopicPartition, Long> last = new HashMap<>();
        for (int range = 0; range < ledger.cut().ranges().size(); range++) {
            last.put(ledger.cut().ranges().get(range).topicPartition(), ledger.lastOffset(range));
        }
        return last;
    }

    /** The last record of each partition that the detector has not read yet; behind it there are marks of transactions. */
    private Map<TopicPartition, Long> lastBetween(GroupProgress detector) {
        List<TopicPartition> partitions = new ArrayList<>(offsets.partitions(settings.between()));
        Map<TopicPartition, Long> committed = detector.committed(Set.copyOf(partitions));
        // Of versions before the exchange; another application's, if this one has never read it.
        boolean earlier = committed.entrySet().stream()
                .anyMatch(each -> each.getKey().topic().equals(Topics.BY_SOURCE) && each.getValue() > 0);
        partitions.removeIf(partition -> !earlier && partition.topic().equals(Topics.BY_SOURCE));
        Map<TopicPartition, Long> begins = new HashMap<>(offsets.beginnings(partitions));
        begins.replaceAll((partition, begin) -> Math.max(begin, committed.getOrDefault(partition, 0L)));
        Map<TopicPartition, Long> last = new HashMap<>();
        scan.read(
                begins,
                offsets.ends(partitions),
                record -> last.put(new TopicPartition(record.topic(), record.partition()), record.offset()),
                telling("record", " read between its tasks"));
        return last;
    }

    private LongConsumer telling(String noun, String rest) {
        return count -> progress.accept(Count.of(count, noun) + rest);
    }
}
