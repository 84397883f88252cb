package io.fintrans.reconcile;

import io.fintrans.accepted.AcceptedReader;
import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.oracle.DetectorSetup;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.reconcile.report.Report.AcceptedBalance;
import io.fintrans.reconcile.report.Unchecked;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds {@code fintrans.accepted} against the payments: each that counts is in it once, as it was written, and nothing else is. Every
 * partition must have all of them.
 */
final class AcceptedAudit {
    private final Ledger ledger;
    private final DetectorSetup detector;
    private final Findings findings;
    private final Unchecked unchecked;
    private final AcceptedReader reader = new AcceptedReader();
    private final Map<Integer, AcceptedCopy> copies = new TreeMap<>();
    private final Map<Integer, Long> marked = new HashMap<>();
    private final Map<String, Long> others = new TreeMap<>();

    AcceptedAudit(Ledger ledger, DetectorSetup detector, Findings findings, Unchecked unchecked) {
        this.ledger = ledger;
        this.detector = detector;
        this.findings = findings;
        this.unchecked = unchecked;
    }

    /** Takes in a record; those of a partition in their order, after all payments and all rejected records. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        String where = record.topic() + "-" + record.partition() + "-" + record.offset();
        try {
            reader.open(record.value());
            reader.check();
        } catch (IllegalArgumentException e) {
            findings.add(Kind.UNREADABLE, where, String.valueOf(e.getMessage()));
            return;
        }
        if (!reader.application().equals(detector.application())) {
            others.merge(reader.application(), 1L, Long::sum);
        } else if (!Arrays.equals(record.key(), AcceptedWriter.key(reader.task()))) {
            findings.add(Kind.UNREADABLE, where, "its key is not the task " + reader.task() + " that it says");
        } else {
            copy(record.partition()).add(reader, where, record.timestamp());
        }
    }

    private AcceptedCopy copy(int partition) {
        return copies.computeIfAbsent(
                partition, any -> new AcceptedCopy(ledger, detector, findings, unchecked, marked, "partition " + any));
    }

    /** How far time had come, in milliseconds since 1970, when each payment came that is rightly marked as late, by its slot. */
    Map<Integer, Long> marked() {
        return marked;
    }

    /** How many records there are of each other application. */
    Map<String, Long> others() {
        return others;
    }

    /**
     * Judges, after the last record.
     *
     * @param partitions of {@code fintrans.accepted}; 0 if there is no such topic
     * @param complete whether it still holds everything that was ever written to it
     */
    AcceptedBalance judge(int partitions, boolean complete) {
        AcceptedBalance balance = AcceptedBalance.NONE;
        for (int partition = 0; partition < Math.max(1, partitions); partition++) {
            balance = balance.with(copy(partition).judge(complete));
        }
        return balance;
    }
}
