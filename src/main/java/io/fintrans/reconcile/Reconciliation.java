package io.fintrans.reconcile;

import io.fintrans.reader.StandstillException;
import io.fintrans.reconcile.journal.JournalCounts;
import io.fintrans.reconcile.journal.JournalReading;
import io.fintrans.reconcile.journal.JournalledRevisions;
import io.fintrans.reconcile.journal.SettingsInForce;
import io.fintrans.reconcile.ledger.Content;
import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.GroupProgress;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.ledger.TopicOffsets;
import io.fintrans.reconcile.ledger.TopicScan;
import io.fintrans.reconcile.oracle.DetectorSetup;
import io.fintrans.reconcile.report.ProvenRules;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.verdict.AwaitedRevisions;
import io.fintrans.rule.log.RuleLog;
import io.fintrans.rule.log.RuleReader;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.OpenTransaction;
import io.fintrans.transaction.Count;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Reads everything from Kafka, in the order that makes a proof of a system that goes on working meanwhile. */
public final class Reconciliation implements AutoCloseable {
    private static final long MEGABYTE = 1024 * 1024;
    /** Heap for what is under way, beside the payments: what Kafka's client has fetched, alerts, one pair's windows. */
    private static final long REST = 48 * MEGABYTE;

    private final ReconcileSettings settings;
    private final Map<String, Object> clientProperties;
    private final Clock clock;
    private final TopicOffsets offsets;
    private final TopicScan scan;
    private final Consumer<String> progress;
    private @Nullable RuleReader ruleReader;

    /**
     * Connects.
     *
     * @param clientProperties for every Kafka client, {@code bootstrap.servers} among them
     * @param clock says for how long transactions have been open
     * @param progress told in a few words what is being done, several times a second
     */
    public Reconciliation(
            Map<String, Object> clientProperties, ReconcileSettings settings, Clock clock, Consumer<String> progress) {
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
        this.clientProperties = Map.copyOf(clientProperties);
        this.offsets = new TopicOffsets(clientProperties);
        this.scan = new TopicScan(clientProperties);
    }

    /**
     * Makes the proof.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached or a city has no topic
     * @throws IllegalArgumentException if there is more in the topics than memory or an array can hold
     * @throws HeldBackException if what the stages have written stands behind an open transaction
     */
    public Report run() {
        try {
            return prove();
        } catch (StandstillException e) {
            OpenTransaction holding = offsets.openTransactions(e.partitions(), clock).stream()
                    .filter(e::isHeldBackBy)
                    .findFirst()
                    .orElseThrow(() -> e);
            throw new HeldBackException(holding, clock.millis());
        }
    }

    /**
     * The rules that there are by now: those that the application has recorded, or, if it has none, those of the settings.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     * @throws io.fintrans.transaction.Form.NewerFormException if a newer fintrans has recorded them
     */
    public ProvenRules rules() {
        if (offsets.partitions(Topics.RULES).isEmpty()) {
            return ProvenRules.given(settings.rules());
        }
        if (ruleReader == null) {
            ruleReader = new RuleReader(clientProperties, new RuleLog(settings.applicationId()));
        }
        ruleReader.readToEnd();
        return ProvenRules.of(ruleReader.log(), settings.rules());
    }

    private Report prove() {
        JournalReading journal = new JournalReading(offsets, scan, settings.journal());
        Cut cut = cut();
        Content content = new Content(settings.format());
        Map<TopicPartition, Long> begins = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Cut.Range range : fitting(cut).ranges()) {
            begins.put(range.topicPartition(), range.begin());
            ends.put(range.topicPartition(), range.end());
        }
        measure(cut.measure(), content, begins, ends);
        Ledger ledger = new Ledger(fitting(cut), content);
        int owners = owners(cut);
        JournalCounts handled = journal.before(cut);
        SettingsInForce inForce = new SettingsInForce(settings.rule(owners, rules().rulebook()));
        handled.tell(inForce);
        ledger.counted(handled.byTopic());
        List<Consumer<Audit>> noted = new ArrayList<>();
        CutNotes notes = new CutNotes(offsets, clock);
        notes.hidden(cut, noted);
        scan.read(begins, ends, ledger::add, telling("record", " read"));
        CutNotes.forgotten(cut, noted);
        boolean volumes = awaitStages(ledger, noted);
        NetworkProof network = new NetworkProof(clientProperties, settings, offsets, scan, progress);
        if (network.isThere()) {
            network.await().ifPresent(note -> noted.add(audit -> audit.note(note)));
        }
        AwaitedRevisions revisions = new JournalledRevisions(offsets, scan, offsets.partitions(settings.journal()));
        Written written = new Written(offsets, settings.accepted(), volumes);
        // After what is judged was written: so all versions that it names are there.
        ProvenRules rules = rules();
        DetectorSetup detector =
                new DetectorSetup(rules.rulebook(), settings.lateness().toMillis(), owners, settings.applicationId());
        Audit audit = new Audit(ledger, detector, inForce);
        noted.forEach(each -> each.accept(audit));
        audit.rules(rules);
        judge(ledger, audit, written);
        if (network.isThere()) {
            audit.network(network);
        }
        journal.since(handled, telling("journal record", " read"));
        progress.accept("computing every window again");
        return audit.report(handled, revisions);
    }

    /** Where a record can have several payments, how many each has must be known before they can be numbered. */
    private void measure(
            Cut.Measure measure, Content content, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        if (!content.isPlain()) {
            scan.read(
                    begins, ends, record -> measure.add(record, content.width(record)), telling("record", " measured"));
            measure.end();
        }
    }

    /**
     * Reads what the stages have written by now. It may rest on payments that came after the cut, so these are read too, after the ends of
     * what rests on them are known: then all of them are there.
     */
    private void judge(Ledger ledger, Audit audit, Written written) {
        readOn(ledger, audit);
        List<TopicPartition> rejected = offsets.partitions(Topics.REJECTED);
        EarlierLife earlier = earlierLife(rejected, audit);
        Map<TopicPartition, Long> begins = offsets.beginnings(rejected);
        Map<TopicPartition, Long> rejectedEnds = offsets.ends(rejected);
        audit.internalEnds(offsets.ends(offsets.partitions(settings.between())));
        scan.read(earlier.behind(begins), rejectedEnds, audit::rejected, telling("rejected record", " read"));
        audit.rejectedEnd(earlier.isWhole(begins));
        if (settings.accepted()) {
            begins = offsets.beginnings(written.accepted);
            EarlierLife before = earlierLife(written.accepted, audit);
            scan.read(
                    before.behind(begins), written.acceptedEnds, audit::accepted, telling("accepted record", " read"));
            audit.acceptedEnd(written.accepted.size(), before.isWhole(begins));
        }
        if (written.withVolumes) {
            begins = offsets.beginnings(written.volumes);
            scan.read(begins, written.volumeEnds, audit::volume, telling("volume", " read"));
            audit.volumeEnd(written.volumes.size(), EarlierLife.NONE.isWhole(begins));
        }
        begins = earlierLife(written.alerts, audit).behind(offsets.beginnings(written.alerts));
        scan.read(begins, written.alertEnds, audit::alert, telling("alert", " read"));
    }

    private void readOn(Ledger ledger, Audit audit) {
        Cut cut = ledger.cut();
        Map<TopicPartition, Long> begins = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        cut.ranges().forEach(range -> begins.put(range.topicPartition(), range.end()));
        long room = Math.max(0, Runtime.getRuntime().maxMemory() - REST - Ledger.requiredBytes(cut.slots()));
        // As many slots for a record as those below the cut took.
        long each = Ledger.requiredBytes(1) * 2 * Math.max(1, cut.slots() / Math.max(1, ledger.records()));
        cut.readOn(offsets.stableEnds(begins.keySet()), room / each);
        for (int range = 0; range < cut.ranges().size(); range++) {
            ends.put(cut.ranges().get(range).topicPartition(), cut.laterEnd(range));
        }
        measure(cut.measureLater(), ledger.content(), begins, ends);
        audit.readOn();
        scan.read(begins, ends, audit::payment, telling("record", " read that came after the cut"));
    }

    /** Over how many tasks accounts are spread, or will be when the detector starts. */
    private int owners(Cut cut) {
        int exchange =
                offsets.partitions(Topics.exchangeOf(settings.applicationId())).size();
        if (exchange > 0) {
            return exchange;
        }
        Set<TopicPartition> earlier = Set.copyOf(offsets.partitions(settings.between()));
        try (GroupProgress detector =
                new GroupProgress(clientProperties, settings.applicationId(), settings.timeout())) {
            if (detector.committed(earlier).values().stream().anyMatch(offset -> offset > 0)) {
                return earlier.size();
            }
        }
        return cut.ranges().stream()
                .mapToInt(range -> range.partition() + 1)
                .max()
                .orElse(1);
    }

    private EarlierLife earlierLife(List<TopicPartition> partitions, Audit audit) {
        try (GroupProgress detector =
                new GroupProgress(clientProperties, settings.applicationId(), settings.timeout())) {
            return EarlierLife.in(detector.committed(Set.copyOf(partitions)), audit);
        }
    }

    private Cut cut() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String city : settings.cities()) {
            List<TopicPartition> ofCity = offsets.partitions(city);
            if (ofCity.isEmpty()) {
                throw new UnknownTopicOrPartitionException("There is no topic " + city
                        + ". Name the cities that there are with --cities, or make the topics with fintrans topics."
                        + " If it was deleted, leave it out: what rests on its payments is unchecked then");
            }
            partitions.addAll(ofCity);
        }
        Map<TopicPartition, Long> ends = offsets.stableEnds(partitions);
        Map<TopicPartition, Long> begins = offsets.beginnings(partitions);
        return new Cut(partitions.stream()
                .map(partition -> new Cut.Range(
                        partition.topic(),
                        partition.partition(),
                        begins.getOrDefault(partition, 0L),
                        ends.getOrDefault(partition, 0L)))
                .toList());
    }

    private Cut fitting(Cut cut) {
        long required = (Ledger.requiredBytes(cut.slots()) + REST) / MEGABYTE;
        long available = Runtime.getRuntime().maxMemory() / MEGABYTE;
        progress.accept(Count.of(cut.slots(), "record") + " to read, at most " + required + " MB of memory");
        if (required > available) {
            throw new IllegalArgumentException(
                    "The topics hold " + Count.of(cut.slots(), "record") + ", for which the proof may need "
                            + required + " MB of memory, but Java has " + available + " MB. Set JAVA_TOOL_OPTIONS=-Xmx"
                            + (required + 256)
                            + "m and try again.");
        }
        return cut;
    }

    /** Waits until both stages have handled what is below the cut; false if there is no volume stage. */
    private boolean awaitStages(Ledger ledger, List<Consumer<Audit>> noted) {
        StageWait stages = new StageWait(clientProperties, settings, offsets, scan, progress);
        stages.awaitDetector(ledger).ifPresent(note -> noted.add(audit -> audit.note(note)));
        boolean volumes = stages.isAddingVolumes(ledger);
        if (volumes) {
            stages.awaitVolumes(ledger).ifPresent(note -> noted.add(audit -> audit.note(note)));
        }
        return volumes;
    }

    private LongConsumer telling(String noun, String done) {
        return count -> progress.accept(Count.of(count, noun) + done);
    }

    @Override
    public void close() {
        if (ruleReader != null) {
            ruleReader.close();
        }
        scan.close();
        offsets.close();
    }
}
