package io.fintrans.reconcile;

import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.ledger.ReadRecords;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.transaction.Count;
import io.fintrans.transaction.Rejection.Reason;

/** Holds the number of records that the detector says it has read, and passed, against the topics. */
final class ReadAudit {
    private final Ledger ledger;
    private final Findings findings;
    private final Unchecked unchecked;

    ReadAudit(Ledger ledger, Findings findings, Unchecked unchecked) {
        this.ledger = ledger;
        this.findings = findings;
        this.unchecked = unchecked;
    }

    /** Judges what it says of one range of the cut. */
    void judge(int range, ReadRecords said) {
        Cut cut = ledger.cut();
        Cut.Range of = cut.ranges().get(range);
        if (said.first() < of.begin()) {
            return; // What was before is deleted, which is told already.
        }
        if (said.last() >= cut.laterEnd(range)) {
            unchecked.add(Unchecked.Kind.LATER_RECORDS, "the number of records read of " + of.topicPartition());
            return;
        }
        long records = 0;
        long passed = 0;
        long damaged = 0;
        for (int slot = cut.first(range); slot >= 0; slot = cut.next(range, slot)) {
            long offset = cut.offset(slot);
            if (offset >= said.first() && offset <= said.last() && ledger.isRecord(slot) && cut.record(slot) == slot) {
                damaged += ledger.faults(slot).contains(Reason.UNREADABLE) ? 1 : 0;
                records++;
                passed += ledger.isPassed(slot) && !ledger.isRejected(slot) ? 1 : 0;
            }
        }
        // What is damaged may have been read before it was, or stepped over.
        boolean allRead = said.records() <= records && said.records() >= records - damaged;
        if (!allRead || passed != said.passed()) {
            findings.add(
                    Kind.LOST,
                    of.topicPartition() + " from " + said.first() + " to " + said.last(),
                    "the detector says it has read " + Count.of(said.records(), "record") + " and passed "
                            + said.passed() + ", but there are " + records + ", of which " + passed
                            + " are to be passed");
        }
    }
}
