package io.fintrans.reconcile;

import io.fintrans.reconcile.journal.SettingsInForce;
import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.HandledCounts;
import io.fintrans.reconcile.ledger.Lateness;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.ledger.PairIndex;
import io.fintrans.reconcile.oracle.DetectorSetup;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.reconcile.report.ProvenRules;
import io.fintrans.reconcile.report.Report;
import io.fintrans.reconcile.report.Report.AlertBalance;
import io.fintrans.reconcile.report.Report.CityBalance;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.reconcile.verdict.AwaitedRevisions;
import io.fintrans.rule.Mode;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Count;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The proof over records already read, in this order: {@link #payment} for all cities up to the cut, {@link #readOn} and {@link #payment}
 * again for what came after it, {@link #rejected} to its end, {@link #rejectedEnd}, {@link #accepted}, {@link #volume} and {@link
 * #alert} to their ends, {@link #acceptedEnd}, {@link #volumeEnd}, {@link #report}.
 */
final class Audit {
    private final Ledger ledger;
    private final SettingsInForce settings;
    private final Findings findings = new Findings();
    private final Unchecked unchecked = new Unchecked();
    private final RejectionAudit rejections;
    private final ModeAudit alerts;
    private final ModeAudit shadow;
    private final DetectorSetup detector;
    private final VolumeAudit volumeAudit;
    private final AcceptedAudit acceptedAudit;
    private final ReadAudit readAudit;
    private final List<String> notes = new ArrayList<>();
    private ProvenRules rules;
    private Report.VolumeBalance volumes = Report.VolumeBalance.UNCHECKED;
    private Report.AcceptedBalance accepted = Report.AcceptedBalance.UNCHECKED;
    /** Other applications whose alerts are judged, too. */
    private final Set<String> judged = new HashSet<>();

    private Report.NetworkBalance network = Report.NetworkBalance.UNCHECKED;

    /** @param settings from when on alerts can be checked by the rules */
    Audit(Ledger ledger, DetectorSetup detector, SettingsInForce settings) {
        this.ledger = ledger;
        this.settings = settings;
        this.detector = detector;
        this.rules = ProvenRules.given(detector.rules());
        this.rejections = new RejectionAudit(ledger, detector, settings, findings, unchecked);
        this.alerts = new ModeAudit(Mode.LIVE, ledger, detector, settings, findings, unchecked);
        this.shadow = new ModeAudit(Mode.SHADOW, ledger, detector, settings, findings, unchecked);
        this.readAudit = new ReadAudit(ledger, findings, unchecked);
        this.acceptedAudit = new AcceptedAudit(ledger, detector, findings, unchecked);
        this.volumeAudit = new VolumeAudit(ledger, rejections, findings, unchecked);
    }

    void payment(ConsumerRecord<byte[], byte[]> record) {
        ledger.add(record);
    }

    /** Says that the cut knows by now how much came after it. */
    void readOn() {
        ledger.readOn();
    }

    /** Says where the topics between the detector's tasks end; before {@link #rejected}. */
    void internalEnds(Map<TopicPartition, Long> ends) {
        rejections.internalEnds(ends);
    }

    void rejected(ConsumerRecord<byte[], byte[]> record) {
        rejections.add(record);
    }

    /** @param complete whether {@code fintrans.rejected} still holds everything ever written to it */
    void rejectedEnd(boolean complete) {
        rejections.judge(complete);
    }

    void accepted(ConsumerRecord<byte[], byte[]> record) {
        acceptedAudit.add(record);
    }

    /**
     * Judges what was written on; not called if it was not to be.
     *
     * @param partitions of {@code fintrans.accepted}
     * @param complete whether it still holds everything ever written to it
     */
    void acceptedEnd(int partitions, boolean complete) {
        accepted = acceptedAudit.judge(partitions, complete);
    }

    void volume(ConsumerRecord<byte[], byte[]> record) {
        volumeAudit.add(record);
    }

    /**
     * Judges the volumes; not called if there is no volume stage.
     *
     * @param partitions of {@code fintrans.volumes}
     * @param complete whether it still holds everything ever written to it
     */
    void volumeEnd(int partitions, boolean complete) {
        volumes = volumeAudit.judge(partitions, complete);
    }

    /** Has judged what the network stage has told; not called if there is none. */
    void network(NetworkProof proof) {
        network = proof.judge(ledger, findings, unchecked, this::note);
        judged.add(proof.application());
    }

    /** @param record of {@code fintrans.alerts} or {@code fintrans.alerts.shadow} */
    void alert(ConsumerRecord<byte[], byte[]> record) {
        (record.topic().equals(shadow.topic()) ? shadow : alerts).alert(record);
    }

    /** Says where the detector's rules are from; without it, they were given. */
    void rules(ProvenRules proven) {
        rules = proven;
        proven.voids().forEach(this::note);
    }

    /** Adds a sentence that the reader of the report must know. */
    void note(String sentence) {
        notes.add(sentence);
    }

    /** Says that so many offsets of a city's topic lie behind an open transaction. */
    void hidden(TopicPartition partition, long offsets) {
        unchecked.add(Unchecked.Kind.OPEN_TRANSACTIONS, offsets, partition.toString());
    }

    Report report(HandledCounts handled, AwaitedRevisions revisions) {
        settings.tell(findings, this::note);
        ledger.otherCities().counted().forEach(this::elsewhere);
        List<CityBalance> balances = cities(handled);
        judgeAlerts();
        long awaited = audits(audit -> audit.judgeRevisions(revisions));
        if (awaited > 0) {
            note(
                    Count.of(awaited, "alert is", "alerts are")
                            + " going to be revised: payments below the cut make them say more, and the detector's journal has noted it.");
        }
        alerts.tell();
        shadow.tell();
        long history = audits(ModeAudit::history) + volumeAudit.history();
        if (history > 0) {
            note(
                    Count.of(history, "record") + " of " + Topics.ALERTS + ", " + Topics.SHADOW_ALERTS + " and "
                            + Topics.VOLUMES
                            + " said something wrong, until a newer one of the same key came. Only the newest of a key counts.");
        }
        AlertBalance balance = new AlertBalance(
                audits(ModeAudit::expected),
                audits(ModeAudit::found),
                findings.count(Kind.MISSING) - network.missing(),
                findings.count(Kind.EXTRA) - network.extra(),
                audits(ModeAudit::shortened));
        Map<String, Long> ends = new LinkedHashMap<>();
        ledger.cut().ranges().forEach(range -> ends.put(range.topicPartition().toString(), range.end()));
        return new Report(
                balances,
                rules,
                balance,
                volumes,
                accepted,
                network,
                findings.count(Kind.REJECTED),
                new Report.Others(alertsOfOthers(), rejections.others(), acceptedAudit.others()),
                unchecked.counts(),
                unchecked.names(),
                ends,
                notes,
                findings.counts(),
                findings.examples());
    }

    private void elsewhere(String topic, long payments) {
        unchecked.add(Unchecked.Kind.OTHER_CITIES, payments, topic);
        note("The detector has counted " + Count.of(payments, "payment") + " of " + topic
                + ", which this proof does not read: what may rest on them is unchecked. Name " + topic
                + " with --cities if its topic is there.");
    }

    private void judgeAlerts() {
        PairIndex index = new PairIndex(ledger);
        Lateness lateness = new Lateness(ledger, detector.latenessMillis(), acceptedAudit.marked());
        TaskTimes times = new TaskTimes(ledger, index, settings, detector.owners());
        alerts.judge(index, lateness, times);
        shadow.judge(index, lateness, times);
    }

    /** What was counted of live rules and of those in the shadow, together. */
    private long audits(ToLongFunction<ModeAudit> count) {
        return count.applyAsLong(alerts) + count.applyAsLong(shadow);
    }

    private Map<String, Long> alertsOfOthers() {
        Map<String, Long> others = new TreeMap<>(alerts.others());
        shadow.others().forEach((name, count) -> others.merge(name, count, Long::sum));
        others.keySet().removeAll(judged);
        return others;
    }

    private List<CityBalance> cities(HandledCounts handled) {
        Map<String, CityBalance> byCity = new LinkedHashMap<>();
        for (int range = 0; range < ledger.cut().ranges().size(); range++) {
            CityBalance one = balance(range, handled);
            byCity.merge(one.city(), one, Audit::plus);
        }
        return List.copyOf(byCity.values());
    }

    private CityBalance balance(int range, HandledCounts handled) {
        Cut.Range of = ledger.cut().ranges().get(range);
        long rejected = 0;
        long passed = 0;
        long payments = 0;
        long sum = 0;
        for (int slot = ledger.cut().firstSlot(range); slot < ledger.cut().firstSlot(range + 1); slot++) {
            if (ledger.isPassed(slot) && !ledger.isRejected(slot)) {
                passed++;
                continue;
            }
            payments += ledger.isRecord(slot) ? 1 : 0;
            if (ledger.isRejected(slot)) {
                rejected++;
            } else if (ledger.counts(slot)) {
                sum += ledger.amount(slot);
            }
        }
        handled.read(of.topic(), of.partition()).forEach(said -> readAudit.judge(range, said));
        long count = handled.count(of.topic(), of.partition());
        return new CityBalance(
                of.topic(),
                ledger.records(range),
                passed,
                payments,
                count,
                rejected,
                payments - count - rejected,
                sum - handled.sum(of.topic(), of.partition()));
    }

    private static CityBalance plus(CityBalance a, CityBalance b) {
        return new CityBalance(
                a.city(),
                a.inTopic() + b.inTopic(),
                a.passed() + b.passed(),
                a.payments() + b.payments(),
                a.handled() + b.handled(),
                a.rejected() + b.rejected(),
                a.difference() + b.difference(),
                a.sumDifference() + b.sumDifference());
    }
}
