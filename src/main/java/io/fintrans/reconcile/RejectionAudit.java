package io.fintrans.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.reconcile.Findings.Kind;
import io.fintrans.topic.RejectedHeaders;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.Rejection.Reason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
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

    /** The newest form of the headers; see {@link Form}. */
    private static final int FORM = 1;

    private final Ledger ledger;
    private final long heldMillis;
    private final SettingsInForce settings;
    private final Findings findings;
    private final List<Rejected> all = new ArrayList<>();
    private final BitSet payments = new BitSet();
    private final BitSet byClock = new BitSet();
    private final Map<Integer, Boolean> overflowing = new HashMap<>();

    /**
     * Sets out to judge.
     *
     * @param heldMillis how long the detector holds a payment: its window and the allowed lateness
     * @param settings from when on it has those
     */
    RejectionAudit(Ledger ledger, long heldMillis, SettingsInForce settings, Findings findings) {
        this.ledger = ledger;
        this.heldMillis = heldMillis;
        this.settings = settings;
        this.findings = findings;
    }

    /** Takes in a record of {@code fintrans.rejected}; the ledger then knows that the original does not count. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        Coordinates original;
        Reason reason;
        try {
            Header form = record.headers().lastHeader(RejectedHeaders.FORM);
            Form.of(
                    form == null ? null : Integer.valueOf(text(record, RejectedHeaders.FORM)),
                    FORM,
                    "a rejected record");
            original = new Coordinates(
                    text(record, RejectedHeaders.TOPIC),
                    Integer.parseInt(text(record, RejectedHeaders.PARTITION)),
                    Long.parseLong(text(record, RejectedHeaders.OFFSET)));
            reason = Reason.ofCode(text(record, RejectedHeaders.REASON));
        } catch (IllegalArgumentException e) {
            findings.add(Kind.REJECTED, at(record), "its headers do not say from where or why: " + e.getMessage());
            return;
        }
        int slot = ledger.cut().slot(original);
        // What InfluxDB refused the detector handled all the same.
        if (slot < 0 || reason == Reason.REFUSED) {
            return;
        }
        if (!ledger.isRecord(slot)) {
            findings.add(Kind.REJECTED, original.toString(), "there is no such record in the topic");
        } else if (ledger.isRejected(slot)) {
            findings.add(Kind.REJECTED, original.toString(), "rejected twice");
        } else {
            ledger.markRejected(slot);
            all.add(new Rejected(slot, reason, record.timestamp()));
            payments.set(slot, reason == Reason.LATE || reason == Reason.TOTAL_TOO_LARGE);
            byClock.set(slot, isOfTime(reason));
        }
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
     * @return how many records counted as rejected for that
     */
    long judge(boolean complete) {
        long newest = newestPayment();
        BitSet plausiblyOld = plausiblyOld();
        for (Rejected one : all) {
            String flaw = flaw(one, newest, plausiblyOld);
            if (flaw != null) {
                findings.add(Kind.REJECTED, ledger.cut().coordinates(one.slot()).toString(), flaw);
            }
        }
        return judgeUnreadable(complete);
    }

    private long judgeUnreadable(boolean complete) {
        long forgotten = 0;
        for (int slot = 0; slot < ledger.cut().slots(); slot++) {
            if (ledger.isRecord(slot) && !ledger.isReadable(slot) && !ledger.isRejected(slot)) {
                if (complete) {
                    String why =
                            "not in " + Topics.REJECTED + " although its content is no payment: " + ledger.faults(slot);
                    findings.add(Kind.LOST, ledger.cut().coordinates(slot).toString(), why);
                } else {
                    ledger.markRejected(slot);
                    forgotten++;
                }
            }
        }
        return forgotten;
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
                newest - heldMillis >= time || madeBefore(one.slot(), time)
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
            for (int slot = 0; slot < ledger.cut().slots(); slot++) {
                if (ledger.pair(slot) == pair) {
                    sum = sum.add(BigInteger.valueOf(ledger.amount(slot)));
                }
            }
            return sum.bitLength() >= Long.SIZE;
        });
    }

    private long newestPayment() {
        long newest = 0;
        for (int slot = 0; slot < ledger.cut().slots(); slot++) {
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
        if (!old.isEmpty()) {
            long reach = Topics.MAX_BEHIND.plus(Topics.MAX_AHEAD).toMillis();
            for (int range = 0; range < ledger.cut().ranges().size(); range++) {
                long newest = 0;
                for (int slot = ledger.cut().firstSlot(range);
                        slot < ledger.cut().firstSlot(range + 1);
                        slot++) {
                    if (old.get(slot)) {
                        old.set(slot, ledger.time(slot) < newest - reach);
                    } else if (ledger.isRecord(slot) && !wrongTime.get(slot)) {
                        newest = Math.max(newest, ledger.time(slot));
                    }
                }
            }
        }
        return old;
    }

    private static boolean isOfTime(Reason reason) {
        return reason == Reason.TIME_IN_FUTURE || reason == Reason.TIME_TOO_OLD;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return new String(header.value(), UTF_8);
    }

    private static String at(ConsumerRecord<byte[], byte[]> record) {
        return new Coordinates(record.topic(), record.partition(), record.offset()).toString();
    }
}
