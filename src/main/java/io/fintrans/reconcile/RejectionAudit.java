package io.fintrans.reconcile;

import io.fintrans.reconcile.journal.SettingsInForce;
import io.fintrans.reconcile.ledger.Cut;
import io.fintrans.reconcile.ledger.Ledger;
import io.fintrans.reconcile.ledger.RejectedCopy;
import io.fintrans.reconcile.ledger.TooOld;
import io.fintrans.reconcile.oracle.DetectorSetup;
import io.fintrans.reconcile.oracle.HeldTimes;
import io.fintrans.reconcile.report.Findings;
import io.fintrans.reconcile.report.Findings.Kind;
import io.fintrans.reconcile.report.Unchecked;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Rejection.Reason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Judges {@code fintrans.rejected}: every record in it below the cut must be there once and for a reason, and every record
 * that is no payment must be in it.
 *
 * <p>Reasons of content are decided again from the original record. Reasons of time depend on the detector's clock or its
 * order of reading; they must be plausible from what the topics say.
 */
final class RejectionAudit {
    private record Rejected(int slot, Reason reason, long rejectedAt) {}

    private final Ledger ledger;
    private final DetectorSetup detector;
    private final HeldTimes held;
    private final String application;
    private final SettingsInForce settings;
    private final Findings findings;
    private final Unchecked unchecked;
    private final Map<String, Long> others = new TreeMap<>();
    private Map<TopicPartition, Long> internalEnds = Map.of();
    private final List<Rejected> all = new ArrayList<>();
    private final BitSet payments = new BitSet();
    private final BitSet byClock = new BitSet();
    private final Map<Integer, Boolean> overflowing = new HashMap<>();

    /**
     * Sets out to judge.
     *
     * @param detector what is known of it
     * @param settings from when on it has those
     */
    RejectionAudit(
            Ledger ledger, DetectorSetup detector, SettingsInForce settings, Findings findings, Unchecked unchecked) {
        this.ledger = ledger;
        this.detector = detector;
        this.held = detector.held();
        this.application = detector.application();
        this.settings = settings;
        this.findings = findings;
        this.unchecked = unchecked;
    }

    /** Says where the topics between the detector's tasks end, after all that was rejected was. */
    void internalEnds(Map<TopicPartition, Long> ends) {
        internalEnds = Map.copyOf(ends);
    }

    /** Takes in a record of {@code fintrans.rejected}; the ledger then knows that the original does not count. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        RejectedCopy copy;
        try {
            copy = RejectedCopy.of(record);
        } catch (IllegalArgumentException e) {
            String at = new Coordinates(record.topic(), record.partition(), record.offset()).toString();
            findings.add(Kind.REJECTED, at, "its headers do not say from where or why: " + e.getMessage());
            return;
        }
        if (copy.isOfAnother(application)) {
            others.merge(copy.application(), 1L, Long::sum);
        } else if (copy.reason() == Reason.REFUSED) {
            findings.add(
                    Kind.REJECTED,
                    copy.original().toString(),
                    "refused by InfluxDB, it says, but " + application + " writes nothing there");
        } else if (copy.reason() == Reason.FOREIGN) {
            addForeign(copy.original());
        } else {
            add(copy, record.timestamp());
        }
    }

    private void addForeign(Coordinates original) {
        long end = internalEnds.getOrDefault(new TopicPartition(original.topic(), original.partition()), 0L);
        if (original.offset() < end) {
            unchecked.add(Unchecked.Kind.INTERNAL_RECORDS, original.toString());
        } else {
            findings.add(Kind.REJECTED, original.toString(), "there is no such record in an internal topic");
        }
    }

    private void add(RejectedCopy copy, long rejectedAt) {
        int slot = ledger.cut().slot(copy.original());
        if (slot < 0) {
            addUnknown(copy, slot);
        } else if (!ledger.isRecord(slot)) {
            findings.add(Kind.REJECTED, copy.original().toString(), "there is no such record in the topic");
        } else if (ledger.isRejected(slot)) {
            findings.add(Kind.REJECTED, copy.original().toString(), "rejected twice");
        } else {
            add(copy, slot, rejectedAt);
        }
    }

    /** @param state one of the cut's values that are in place of a slot */
    private void addUnknown(RejectedCopy copy, int state) {
        boolean given = ledger.cut().ranges().stream()
                .anyMatch(range -> range.topic().equals(copy.original().topic()));
        if (state == Cut.GONE) {
            unchecked.add(Unchecked.Kind.DELETED_PAYMENTS, copy.original().toString());
        } else if (state == Cut.UNREAD) {
            unchecked.add(Unchecked.Kind.LATER_RECORDS, copy.original().toString());
        } else if (given) {
            findings.add(Kind.REJECTED, copy.original().toString(), "there is no such record in the topic");
        } else {
            unchecked.add(Unchecked.Kind.OTHER_CITIES, copy.original().toString());
        }
    }

    private void add(RejectedCopy copy, int slot, long rejectedAt) {
        Reason reason = copy.reason();
        ledger.markRejected(slot);
        all.add(new Rejected(slot, reason, rejectedAt));
        payments.set(slot, reason == Reason.LATE || reason == Reason.TOTAL_TOO_LARGE);
        byClock.set(slot, isOfTime(reason));
        unchecked.add(
                Unchecked.Kind.CLOCKS,
                reason == Reason.TIME_IN_FUTURE ? 1 : 0,
                copy.original().toString());
        unchecked.add(
                Unchecked.Kind.WORDING,
                copy.isInOtherWords(ledger, slot) ? 1 : 0,
                copy.original().toString());
        // Damaged bytes are nothing to compare with.
        String flaw = reason == Reason.UNREADABLE ? null : copy.flaw(ledger, slot, wasExchanged(slot));
        if (flaw != null) {
            findings.add(Kind.REJECTED, copy.original().toString(), flaw);
        }
    }

    /** Whether another task than the one that read a payment has rejected it. */
    private boolean wasExchanged(int slot) {
        int partition = ledger.cut().coordinates(slot).partition();
        return ledger.isReadable(slot) && !detector.isOwner(ledger.pairs().source(ledger.pair(slot)), partition);
    }

    /** How many records each other application has rejected. */
    Map<String, Long> others() {
        return others;
    }

    /** Whether a rejected record is a payment that only the detector had no use for. */
    boolean isPayment(int slot) {
        return payments.get(slot);
    }

    /** Whether a record was rejected for its time, which another stage may have read at another time of day. */
    boolean dependsOnTheClock(int slot) {
        return byClock.get(slot);
    }

    /**
     * Judges, after the last record.
     *
     * @param complete whether {@code fintrans.rejected} still holds everything that was ever written to it; if not, a
     *     record that is no payment may have been in it, and counts as rejected
     */
    void judge(boolean complete) {
        long newest = newestPayment();
        BitSet plausiblyOld = plausiblyOld();
        for (Rejected one : all) {
            String flaw = flaw(one, newest, plausiblyOld);
            if (flaw != null) {
                findings.add(Kind.REJECTED, ledger.cut().coordinates(one.slot()).toString(), flaw);
            }
        }
        judgeUnreadable(complete);
    }

    private void judgeUnreadable(boolean complete) {
        for (int slot = 0; slot < ledger.cut().slots(); slot++) {
            if (ledger.isRecord(slot)
                    && !ledger.isReadable(slot)
                    && !ledger.isPassed(slot)
                    && !ledger.isRejected(slot)) {
                if (complete) {
                    String why =
                            "not in " + Topics.REJECTED + " although its content is no payment: " + ledger.faults(slot);
                    findings.add(Kind.LOST, ledger.cut().coordinates(slot).toString(), why);
                } else {
                    ledger.markRejected(slot);
                    unchecked.add(
                            Unchecked.Kind.FORGOTTEN_REJECTIONS,
                            ledger.cut().coordinates(slot).toString());
                }
            }
        }
    }

    private @Nullable String flaw(Rejected one, long newest, BitSet plausiblyOld) {
        long time = ledger.time(one.slot());
        return switch (one.reason()) {
            case TIME_IN_FUTURE ->
                time > one.rejectedAt() + Topics.MAX_AHEAD.toMillis()
                        ? null
                        : "rejected as in the future but its time was not five minutes ahead";
            case TIME_TOO_OLD ->
                time < Topics.EARLIEST.toEpochMilli() || plausiblyOld.get(one.slot())
                        ? null
                        : "rejected as too old but nothing in its partition before it was seven days newer";
            case LATE ->
                held.leftUpTo(newest) >= time || madeBefore(one.slot(), time)
                        ? null
                        : "rejected as late but no payment is so much newer that its windows were closed";
            case TOTAL_TOO_LARGE ->
                ledger.isReadable(one.slot()) && overflows(ledger.pair(one.slot()))
                        ? null
                        : "rejected because the total would be too large, but all payments of its pair together are not";
            default ->
                ledger.faults(one.slot()).contains(one.reason())
                        ? null
                        : "rejected as " + one.reason().code() + " but its content says "
                                + (ledger.isReadable(one.slot()) ? "it is a payment" : ledger.faults(one.slot()));
        };
    }

    /** Whether a payment may have been late by a shorter window that the detector had before. */
    private boolean madeBefore(int slot, long time) {
        return ledger.isReadable(slot)
                && time < settings.checkableFrom(ledger.pairs().source(ledger.pair(slot)));
    }

    /** Whether all payments of a pair together, the rejected ones too, are more than a {@code long} holds. */
    private boolean overflows(int pair) {
        return overflowing.computeIfAbsent(pair, any -> {
            BigInteger sum = BigInteger.ZERO;
            for (int slot = 0; slot < ledger.cut().allSlots(); slot++) {
                if (ledger.pair(slot) == pair) {
                    sum = sum.add(BigInteger.valueOf(ledger.amount(slot)));
                }
            }
            return sum.bitLength() >= Long.SIZE;
        });
    }

    private long newestPayment() {
        long newest = 0;
        for (int slot = 0; slot < ledger.cut().allSlots(); slot++) {
            if (ledger.counts(slot)) {
                newest = Math.max(newest, ledger.time(slot));
            }
        }
        return newest;
    }

    /** The slots of what was rejected as too old and is so much older than something before it in its partition. */
    private BitSet plausiblyOld() {
        BitSet old = new BitSet();
        BitSet wrongTime = new BitSet();
        for (Rejected one : all) {
            (one.reason() == Reason.TIME_TOO_OLD ? old : wrongTime).set(one.slot(), isOfTime(one.reason()));
        }
        for (int range = 0; range < ledger.cut().ranges().size() && !old.isEmpty(); range++) {
            new TooOld(ledger, wrongTime, old).look(range);
        }
        return old;
    }

    private static boolean isOfTime(Reason reason) {
        return reason == Reason.TIME_IN_FUTURE || reason == Reason.TIME_TOO_OLD;
    }
}
