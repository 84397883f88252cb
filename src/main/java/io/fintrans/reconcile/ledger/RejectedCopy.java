package io.fintrans.reconcile.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.format.PaymentFormat;
import io.fintrans.topic.record.RejectedHeaders;
import io.fintrans.topic.record.RejectionWords;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.Payments;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record of {@code fintrans.rejected}: what its headers say, to be held against the original. */
public final class RejectedCopy {
    private static final int WITH_INDEX = 3;

    private final ConsumerRecord<byte[], byte[]> record;
    private final boolean unnamed;
    private final String application;
    private final Coordinates original;
    private final Reason reason;
    private final long timestamp;

    private RejectedCopy(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
        String form = optional(RejectedHeaders.FORM);
        int number =
                Form.of(form == null ? null : Integer.valueOf(form), RejectedHeaders.NEWEST_FORM, "a rejected record");
        // In form 1, payments that were re-keyed have kept a header of that name, and others, from their way.
        boolean rekeyed = optional("fintrans.time") != null;
        if (number == 1 && (form != null || (optional(RejectedHeaders.APPLICATION) != null && !rekeyed))) {
            throw new IllegalArgumentException("form 1 has neither its number nor an application");
        }
        this.unnamed = number == 1;
        this.application = number == 1 ? Application.DEFAULT : Application.checked(text(RejectedHeaders.APPLICATION));
        this.original = new Coordinates(
                text(RejectedHeaders.TOPIC),
                Integer.parseInt(text(RejectedHeaders.PARTITION)),
                Long.parseLong(text(RejectedHeaders.OFFSET)),
                number < WITH_INDEX ? 0 : index(text(RejectedHeaders.INDEX)));
        this.reason = Reason.ofCode(text(RejectedHeaders.REASON));
        this.timestamp = Long.parseLong(text(RejectedHeaders.TIMESTAMP));
    }

    private static int index(String text) {
        int index = Integer.parseInt(text);
        if (index < 1 || index >= Payments.MOST) {
            throw new IllegalArgumentException("no payment of a record has the index " + index);
        }
        return index;
    }

    /** @throws IllegalArgumentException if headers are missing, or say what cannot be */
    public static RejectedCopy of(ConsumerRecord<byte[], byte[]> record) {
        return new RejectedCopy(record);
    }

    /**
     * Whether it is no word of this detector. In form 1 nobody is named, and what InfluxDB refused was put there by the ingest stage, which
     * does not stop the detector from handling it.
     */
    public boolean isOfAnother(String detector) {
        return !application.equals(detector) || (unnamed && reason == Reason.REFUSED);
    }

    public String application() {
        return application;
    }

    /** Where the original is. */
    public Coordinates original() {
        return original;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether its detail is not the sentence that this version writes: another may have written it, or a stranger. */
    public boolean isInOtherWords(Ledger ledger, int slot) {
        String detail = optional(RejectedHeaders.DETAIL);
        if (detail == null) {
            return true;
        }
        if (reason == Reason.TIME_TOO_OLD || reason == Reason.TIME_IN_FUTURE) {
            return !RejectionWords.isOfTime(reason, ledger.time(slot), detail);
        }
        String expected = reason == Reason.TOO_LARGE ? PaymentFormat.TOO_LARGE.detail() : RejectionWords.of(reason);
        if (expected == null && ledger.content().entry(record, original.index()) instanceof Rejection rejection) {
            expected = rejection.detail();
        }
        return !detail.equals(expected);
    }

    /**
     * How it differs from the original in a slot of the ledger.
     *
     * @param exchanged whether another task than the one that read the original has rejected it
     */
    @Nullable
    public String flaw(Ledger ledger, int slot, boolean exchanged) {
        boolean ownTime = ledger.hasOwnTime(slot);
        if (!ownTime && timestamp != ledger.time(slot)) {
            return "it says that the record's time was " + timestamp + ", but that is " + ledger.time(slot);
        }
        if (exchanged && isBare(ledger, slot)) {
            return null;
        }
        long compared = ownTime ? timestamp : RecordDigest.NO_TIME;
        if (RecordDigest.ofCopy(record, ledger.isReadable(slot), compared) != ledger.digest(slot)) {
            return "its key, its value or its headers are not those of the record";
        }
        OversizedValue whole = ledger.oversized(slot);
        String size = optional(RejectedHeaders.SIZE);
        String sha256 = optional(RejectedHeaders.SHA_256);
        boolean same = whole == null
                ? size == null && sha256 == null
                : Long.toString(whole.size()).equals(size) && Objects.equals(whole.sha256(), sha256);
        return same ? null : "its size or its SHA-256 is not that of the record's value";
    }

    /**
     * Of a payment that another task has read, key and value are not at hand. Before there was an exchange that was so of the value alone, of
     * one that is one of several in its record.
     */
    private boolean isBare(Ledger ledger, int slot) {
        boolean afterwards = reason == Reason.LATE || reason == Reason.TOTAL_TOO_LARGE;
        if (!afterwards || record.value() != null) {
            return false;
        }
        if (record.key() == null && !ledger.hasOwnTime(slot)) {
            return true;
        }
        Ledger.Bare bare = ledger.bare(slot);
        int digest = RecordDigest.ofCopy(record, true, timestamp);
        return bare != null && (digest == bare.withKey() || digest == bare.withoutKey());
    }

    private String text(String name) {
        String text = optional(name);
        if (text == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return text;
    }

    private @Nullable String optional(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
