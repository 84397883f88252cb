package io.fintrans.reconcile;

import io.fintrans.reconcile.ledger.GroupProgress;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.ledger.TopicOffsets;
import io.fintrans.reconcile.ledger.TopicScan;
import io.fintrans.reconcile.network.HistoryRead;
import io.fintrans.reconcile.network.NetworkAudit;
import io.fintrans.reconcile.network.NetworkReplay;
import io.fintrans.reconcile.oracle.network.NetworkSetup;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Report.NetworkBalance;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleReader;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.WindowJournal;
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
import org.jspecify.annotations.Nullable;

/**
 * The proof of what the network stage has told: judges the accepted payments that the stage has read once more, and compares. The stage may go on meanwhile: what
 * it has told of records that it had committed before its alerts are read must be there, what it told of those that it committed until after that may be there.
 */
final class NetworkProof {
    private static final TopicPartition ACCEPTED = new TopicPartition(Topics.ACCEPTED, 0);
    /** Behind the last record there are marks of transactions, a few. */
    private static final int MARKS = 200;

    private final Map<String, Object> clientProperties;
    private final ReconcileSettings settings;
    private final TopicOffsets offsets;
    private final TopicScan scan;
    private final Consumer<String> progress;

    NetworkProof(
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

    /** Whether there is a network stage that has read anything, of payments that are proven. */
    boolean isThere() {
        // Whoever lacks the right to it is told so before the stage has run, too.
        offsets.ends(offsets.partitions(WindowJournal.name(settings.networkApplicationId())));
        return settings.accepted() && !offsets.partitions(Topics.ACCEPTED).isEmpty() && committed() > 0;
    }

    /** Whose alerts are proven. */
    String application() {
        return settings.networkApplicationId();
    }

    private long committed() {
        return committed(List.of(ACCEPTED)).getOrDefault(ACCEPTED, 0L);
    }

    private Map<TopicPartition, Long> committed(List<TopicPartition> partitions) {
        try (GroupProgress stage = stage()) {
            return stage.committed(Set.copyOf(partitions));
        }
    }

    private GroupProgress stage() {
        return new GroupProgress(clientProperties, settings.networkApplicationId(), settings.timeout());
    }

    /**
     * Waits until the stage has read what the detector has accepted so far.
     *
     * @return a sentence about what it still lacks when time is up
     */
    Optional<String> await() {
        long end = offsets.stableEnds(List.of(ACCEPTED)).getOrDefault(ACCEPTED, 0L);
        long begin = offsets.beginnings(List.of(ACCEPTED)).getOrDefault(ACCEPTED, 0L);
        Map<TopicPartition, Long> last = new HashMap<>(Map.of(ACCEPTED, -1L));
        scan.read(
                Map.of(ACCEPTED, Math.max(begin, end - MARKS)),
                Map.of(ACCEPTED, end),
                record -> last.put(ACCEPTED, record.offset()),
                telling("accepted record", " looked at"));
        long missing;
        try (GroupProgress stage = stage()) {
            missing = stage.await(last, telling("accepted record", " to go: waiting for the network stage"));
        }
        return missing == 0
                ? Optional.empty()
                : Optional.of("After " + settings.timeout().toSeconds() + " s the network stage (group "
                        + settings.networkApplicationId() + ") still was " + Count.of(missing, "record")
                        + " of " + Topics.ACCEPTED + " behind: its alerts are proven up to there. Is it running?");
    }

    /** Judges what the stage has told. */
    NetworkBalance judge(Ledger ledger, Findings findings, Unchecked unchecked, Consumer<String> notes) {
        long due = committed();
        List<TopicPartition> topics = new ArrayList<>(offsets.partitions(Topics.ALERTS));
        topics.addAll(offsets.partitions(Topics.SHADOW_ALERTS));
        Map<TopicPartition, Long> ends = offsets.ends(topics);
        long possible = Math.max(due, committed());
        Rulebook rules = rules();
        NetworkAudit audit = new NetworkAudit(settings.networkApplicationId(), rules, ledger, findings, unchecked);
        Map<TopicPartition, Long> begins = new HashMap<>(offsets.beginnings(topics));
        committed(topics).forEach((partition, life) -> begins.merge(partition, life, Math::max));
        scan.read(begins, ends, audit::add, telling("alert", " of the network read"));
        if (offsets.beginnings(List.of(ACCEPTED)).getOrDefault(ACCEPTED, 0L) > 0) {
            notes.accept(
                    Topics.ACCEPTED + " has deleted payments, on which what the network stage found may rest: of its"
                            + " alerts only the evidence was compared.");
            return audit.judgeWithoutPayments();
        }
        HistoryRead history = history();
        NetworkReplay replay = new NetworkReplay(
                settings.networkApplicationId(),
                settings.applicationId(),
                rules,
                NetworkSetup.of(rules, history.unit(), history.units()));
        replay.expected().ask(audit.late());
        replay(replay, due, possible);
        return audit.judge(replay.expected(), excuse(rules, history, notes));
    }

    private void replay(NetworkReplay replay, long due, long possible) {
        LongConsumer told = telling("accepted record", " judged again");
        scan.read(Map.of(ACCEPTED, 0L), Map.of(ACCEPTED, due), record -> replay.take(record.value()), told);
        replay.expected().nothingMoreIsDue();
        scan.read(Map.of(ACCEPTED, due), Map.of(ACCEPTED, possible), record -> replay.take(record.value()), told);
    }

    private Rulebook rules() {
        try (RuleReader reader = new RuleReader(clientProperties, new RuleLog(settings.networkApplicationId()))) {
            reader.readIfThere();
            return reader.log().rulebook();
        }
    }

    /** How the stage remembers history, as its journal says. */
    private HistoryRead history() {
        HistoryRead history = new HistoryRead();
        List<TopicPartition> journal = offsets.partitions(WindowJournal.name(settings.networkApplicationId()));
        Map<TopicPartition, Long> ends = offsets.stableEnds(journal);
        Map<TopicPartition, Long> begins = new HashMap<>(offsets.beginnings(journal));
        begins.replaceAll((partition, begin) -> Math.max(begin, ends.getOrDefault(partition, 0L) - MARKS));
        scan.read(begins, ends, record -> history.add(record.value()), telling("journal record", " looked at"));
        return history;
    }

    /** Which accounts were hubs depends on the longest window of all rules by then. */
    private static Unchecked.@Nullable Kind excuse(Rulebook rules, HistoryRead history, Consumer<String> notes) {
        NetworkSetup first = NetworkSetup.of(rules.first(), history.unit(), history.units());
        NetworkSetup now = NetworkSetup.of(rules, history.unit(), history.units());
        if (!history.isKnown()) {
            notes.accept(
                    "The network stage's journal does not say how its history is remembered: what differs is unchecked.");
            return Unchecked.Kind.OTHER_SETTINGS;
        }
        if (!rules.accounts().isEmpty()) {
            notes.accept("Accounts of the network have classes, or are allow-listed, which this proof does not know:"
                    + " what differs is unchecked.");
            return Unchecked.Kind.OTHER_SETTINGS;
        }
        if (!first.equals(now)) {
            notes.accept("The longest window of the network's rules has changed, and with it which accounts are hubs:"
                    + " what differs is unchecked.");
            return Unchecked.Kind.OTHER_SETTINGS;
        }
        return null;
    }

    private LongConsumer telling(String noun, String rest) {
        return count -> progress.accept(Count.of(count, noun) + rest);
    }
}
