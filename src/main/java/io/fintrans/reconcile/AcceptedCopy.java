package io.fintrans.reconcile;

import io.fintrans.accepted.AcceptedReader;
import io.fintrans.accepted.AcceptedWriter;
import io.fintrans.packed.PackedReader;
import io.fintrans.reconcile.ledger.AcceptedCounters;
import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.oracle.DetectorSetup;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.reconcile.report.Report.AcceptedBalance;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.topic.KeyHash;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Coordinates;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one partition of {@code fintrans.accepted} has of an application. */
final class AcceptedCopy {
    private final Ledger ledger;
    private final DetectorSetup detector;
    private final Findings findings;
    private final Unchecked unchecked;
    private final Map<Integer, Long> times;
    private final String name;
    private final BitSet seen = new BitSet();
    private final AcceptedCounters counters;
    private final Map<Integer, Long> watermarks = new HashMap<>();
    private final Map<String, Long> otherSeen = new HashMap<>();
    private long begin = Long.MAX_VALUE;
    private long payments;
    private long marked;
    private long wrong;

    AcceptedCopy(
            Ledger ledger,
            DetectorSetup detector,
            Findings findings,
            Unchecked unchecked,
            Map<Integer, Long> times,
            String name) {
        this.ledger = ledger;
        this.detector = detector;
        this.findings = findings;
        this.unchecked = unchecked;
        this.times = times;
        this.name = name;
        this.counters = new AcceptedCounters();
    }

    /**
     * Takes in a record that can be read to its end.
     *
     * @param came milliseconds since 1970
     */
    void add(AcceptedReader record, String where, long came) {
        begin = Math.min(begin, came);
        long before = watermarks.getOrDefault(record.task(), AcceptedWriter.NO_WATERMARK);
        if (record.watermark() < before) {
            tell(where, "its watermark goes back from " + Instant.ofEpochMilli(before));
        }
        PackedReader all = record.payments();
        counters.begin(record);
        while (all.next()) {
            payments++;
            marked += all.isMarked() ? 1 : 0;
            counters.count(all);
            add(record, all, before);
        }
        counters.flaw().forEach((origin, flaw) -> tell(where, flaw));
        watermarks.put(record.task(), Math.max(before, record.watermark()));
    }

    private void add(AcceptedReader record, PackedReader payment, long watermarkBefore) {
        Coordinates at = payment.coordinates();
        int slot = ledger.cut().slot(at);
        if (slot == Cut.UNREAD) {
            return;
        }
        if (slot == Cut.GONE) {
            unchecked.add(Unchecked.Kind.DELETED_PAYMENTS, at + " in " + Topics.ACCEPTED);
            return;
        }
        if (slot == Cut.UNKNOWN) {
            if (ledger.otherCities().has(at.topic())) {
                elsewhere(payment, at.topic());
            } else if (ledger.cut().ranges().stream()
                    .anyMatch(range -> range.topic().equals(at.topic()))) {
                tell(at.toString(), "there is no such payment");
            } else {
                unchecked.add(Unchecked.Kind.OTHER_CITIES, at + " in " + Topics.ACCEPTED);
            }
            return;
        }
        String flaw = seen.get(slot) ? "it is there twice" : flaw(record, payment, slot, watermarkBefore);
        seen.set(slot);
        counters.seen(record.task(), ledger.cut().rangeOf(slot), slot);
        if (flaw != null) {
            tell(at.toString(), flaw);
        } else if (payment.isMarked()) {
            times.merge(slot, record.watermark(), Math::max);
        }
    }

    private void elsewhere(PackedReader payment, String topic) {
        otherSeen.merge(topic, 1L, Long::sum);
        int pair = ledger.pairs().find(payment.account(payment.source()), payment.account(payment.target()));
        if (pair >= 0) {
            ledger.otherCities().add(pair, payment.time());
        }
    }

    private @Nullable String flaw(AcceptedReader record, PackedReader payment, int slot, long watermarkBefore) {
        AccountId source = payment.account(payment.source());
        if (!ledger.isReadable(slot)) {
            return "the record has no payment there";
        }
        if (ledger.isRejected(slot)) {
            return "it was rejected";
        }
        if (ledger.pairs().find(source, payment.account(payment.target())) != ledger.pair(slot)) {
            return "it is a payment of " + ledger.pairs().name(ledger.pair(slot));
        }
        if (payment.counted() != ledger.amount(slot)
                || payment.written().minorUnits() != ledger.amount(slot)
                || payment.time() != ledger.time(slot)) {
            return "its amount or its time is another one";
        }
        if (record.task() != owner(source)) {
            return "task " + record.task() + " is not the one that counts " + source;
        }
        return flawOfMark(record, payment, watermarkBefore);
    }

    private int owner(AccountId source) {
        return KeyHash.partition(source.toBytes(), detector.owners());
    }

    /** Whoever reads in order relies on it that nothing unmarked is more than L older than a watermark before it. */
    private @Nullable String flawOfMark(AcceptedReader record, PackedReader payment, long watermarkBefore) {
        if (!payment.isMarked()) {
            return isBehind(payment, watermarkBefore) ? "it comes too late after a watermark, and is not marked" : null;
        }
        return isBehind(payment, record.watermark()) ? null : "it is marked, but does not come too late";
    }

    private boolean isBehind(PackedReader payment, long watermark) {
        return watermark != AcceptedWriter.NO_WATERMARK && payment.time() < watermark - detector.latenessMillis();
    }

    private void tell(String subject, String why) {
        wrong++;
        findings.add(Kind.ACCEPTED, subject, why + " (" + Topics.ACCEPTED + ", " + name + ")");
    }

    /** @param complete whether the topic still holds everything that was ever written to it */
    AcceptedBalance judge(boolean complete) {
        if (begin != Long.MAX_VALUE) {
            ledger.otherCities().end(counters.byTopic(), otherSeen, begin);
        }
        boolean fromTheBeginning = complete && counters.beginAtZero();
        long missing = 0;
        for (int range = 0; range < ledger.cut().ranges().size(); range++) {
            for (int slot = ledger.cut().firstSlot(range); slot < ledger.cut().firstSlot(range + 1); slot++) {
                if (ledger.counts(slot) && !seen.get(slot)) {
                    int task = owner(ledger.pairs().source(ledger.pair(slot)));
                    if (!fromTheBeginning
                            && counters.mayMiss(
                                    task, range, ledger.cut().ranges().get(range), slot)) {
                        unchecked.add(
                                Unchecked.Kind.NOT_ACCEPTED,
                                ledger.cut().coordinates(slot).toString());
                    } else {
                        missing++;
                        findings.add(
                                Kind.ACCEPTED,
                                ledger.cut().coordinates(slot).toString(),
                                "it was counted but is not there (" + Topics.ACCEPTED + ", " + name + ")");
                    }
                }
            }
        }
        return new AcceptedBalance(true, payments, marked, missing, wrong);
    }
}
