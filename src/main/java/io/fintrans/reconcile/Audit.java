package io.fintrans.reconcile;

import io.fintrans.reconcile.Findings.Kind;
import io.fintrans.reconcile.Report.AlertBalance;
import io.fintrans.reconcile.Report.CityBalance;
import io.fintrans.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The proof over records already read, in this order: {@link #payment} for all cities, {@link #rejected} to its end, {@link
 * #rejectedEnd}, {@link #volume} and {@link #alert} to their ends, {@link #volumeEnd}, {@link #report}.
 */
final class Audit {
    private final Ledger ledger;
    private final Findings findings = new Findings();
    private final RejectionAudit rejections;
    private final AlertLog alerts;
    private final AlertAudit alertAudit;
    private final VolumeAudit volumeAudit;
    private final List<String> notes = new ArrayList<>();
    private Report.VolumeBalance volumes = Report.VolumeBalance.UNCHECKED;

    Audit(Ledger ledger, AlertAudit.Rule rule) {
        this.ledger = ledger;
        this.rejections = new RejectionAudit(ledger, rule.windowMillis() + rule.latenessMillis(), findings);
        this.alerts = new AlertLog(new EvidenceAudit(ledger, rule.windowMillis()), findings);
        this.alertAudit = new AlertAudit(ledger, rule, findings);
        this.volumeAudit = new VolumeAudit(ledger, rejections, findings);
    }

    void payment(ConsumerRecord<byte[], byte[]> record) {
        ledger.add(record);
    }

    void rejected(ConsumerRecord<byte[], byte[]> record) {
        rejections.add(record);
    }

    /** @param complete whether {@code fintrans.rejected} still holds everything ever written to it */
    void rejectedEnd(boolean complete) {
        long forgotten = rejections.judge(complete);
        if (forgotten > 0) {
            note(forgotten + " unreadable records count as rejected although they are not in " + Topics.REJECTED
                    + ", which has begun to forget.");
        }
    }

    void volume(ConsumerRecord<byte[], byte[]> record) {
        volumeAudit.add(record);
    }

    /**
     * Judges the volumes; not called if there is no volume stage.
     *
     * @param complete whether {@code fintrans.volumes} still holds everything ever written to it
     */
    void volumeEnd(boolean complete) {
        volumes = volumeAudit.judge(complete);
    }

    void alert(ConsumerRecord<byte[], byte[]> record) {
        alerts.add(record);
    }

    /** Adds a sentence that the reader of the report must know. */
    void note(String sentence) {
        notes.add(sentence);
    }

    /** @param growing whether payments came after the cut */
    Report report(HandledCounts handled, boolean growing) {
        alertAudit.judge(alerts.byPair(), growing);
        if (alertAudit.behind() > 0) {
            note(alertAudit.behind() + " alerts say less than their windows hold by now. Payments came late, and the detector revises"
                    + " alerts every 10 seconds: run this again.");
        }
        long missing = findings.count(Kind.MISSING);
        AlertBalance balance = new AlertBalance(
                alertAudit.expected(),
                alertAudit.expected() - missing,
                missing,
                findings.count(Kind.EXTRA),
                alerts.shortened());
        Map<String, Long> ends = new LinkedHashMap<>();
        ledger.cut().ranges().forEach(range -> ends.put(range.topicPartition().toString(), range.end()));
        return new Report(
                cities(handled), balance, volumes, findings.count(Kind.REJECTED), ends, notes, findings.examples());
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
        long sum = 0;
        for (int slot = ledger.cut().firstSlot(range); slot < ledger.cut().firstSlot(range + 1); slot++) {
            if (ledger.isRejected(slot)) {
                rejected++;
            } else if (ledger.counts(slot)) {
                sum += ledger.amount(slot);
            }
        }
        long inTopic = ledger.records(range);
        long count = handled.count(of.topic(), of.partition());
        long difference = inTopic - count - rejected;
        return new CityBalance(
                of.topic(), inTopic, count, rejected, difference, sum - handled.sum(of.topic(), of.partition()));
    }

    private static CityBalance plus(CityBalance a, CityBalance b) {
        return new CityBalance(
                a.city(),
                a.inTopic() + b.inTopic(),
                a.handled() + b.handled(),
                a.rejected() + b.rejected(),
                a.difference() + b.difference(),
                a.sumDifference() + b.sumDifference());
    }
}
