package io.fintrans.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.format.TextFormat;
import io.fintrans.format.TransactionFormat;
import io.fintrans.topic.RejectedHeaders;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Form;
import io.fintrans.transaction.Rejection;
import io.fintrans.transaction.Rejection.Reason;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record of {@code fintrans.rejected}: what its headers say, to be held against the original. */
final class RejectedCopy {
    /** What this version says where the format does not say it. */
    private static final Map<Reason, String> WORDS = Map.of(
            Reason.HEADERS_TOO_LARGE,
            "more than 64 headers, or more than 16384 bytes of them",
            Reason.WRONG_CITY,
            "the header city names another city than the topic",
            Reason.LATE,
            "the payment is too old to count in any window that is held",
            Reason.TOTAL_TOO_LARGE,
            "with this payment the total of its pair would not fit 63 bits of minor units",
            Reason.UNREADABLE,
            "the bytes cannot be read, and somebody has stepped over them by hand");
    /** What it says of times, behind the time itself. */
    private static final Map<Reason, Pattern> WORDS_OF_TIME = Map.of(
            Reason.TIME_TOO_OLD,
            Pattern.compile(
                    " is (before the year 2000(; it looks like seconds, but Kafka's are milliseconds)?"
                            + "|more than 7 days and 5 minutes before \\S+, the newest time read from its partition before it)"),
            Reason.TIME_IN_FUTURE,
            Pattern.compile(" is more than 5 minutes ahead of the clock, which said \\S+"
                    + "(; it looks like (micro|nano)seconds, but Kafka's are milliseconds)?"));

    private final ConsumerRecord<byte[], byte[]> record;
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
        this.application = number == 1 ? Application.DEFAULT : Application.checked(text(RejectedHeaders.APPLICATION));
        this.original = new Coordinates(
                text(RejectedHeaders.TOPIC),
                Integer.parseInt(text(RejectedHeaders.PARTITION)),
                Long.parseLong(text(RejectedHeaders.OFFSET)));
        this.reason = Reason.ofCode(text(RejectedHeaders.REASON));
        this.timestamp = Long.parseLong(text(RejectedHeaders.TIMESTAMP));
    }

    /** @throws IllegalArgumentException if headers are missing, or say what cannot be */
    static RejectedCopy of(ConsumerRecord<byte[], byte[]> record) {
        return new RejectedCopy(record);
    }

    String application() {
        return application;
    }

    /** Where the original is. */
    Coordinates original() {
        return original;
    }

    Reason reason() {
        return reason;
    }

    /** Whether its detail is not the sentence that this version writes: another may have written it, or a stranger. */
    boolean isInOtherWords() {
        String detail = optional(RejectedHeaders.DETAIL);
        Pattern ofTime = WORDS_OF_TIME.get(reason);
        if (ofTime != null) {
            String time = "the time " + Instant.ofEpochMilli(timestamp);
            return detail == null
                    || !detail.startsWith(time)
                    || !ofTime.matcher(detail.substring(time.length())).matches();
        }
        String expected = reason == Reason.TOO_LARGE
                ? "the value has " + optional(RejectedHeaders.SIZE) + " bytes, over " + TransactionFormat.MAX_BYTES
                : WORDS.get(reason);
        if (expected == null && new TextFormat().decode(record.value()) instanceof Rejection rejection) {
            expected = rejection.detail();
        }
        return expected == null || !expected.equals(detail);
    }

    /** How it differs from the original in a slot of the ledger. */
    @Nullable
    String flaw(Ledger ledger, int slot) {
        if (timestamp != ledger.time(slot)) {
            return "it says that the record's time was " + timestamp + ", but that is " + ledger.time(slot);
        }
        if (RecordDigest.ofCopy(record, ledger.isReadable(slot)) != ledger.digest(slot)) {
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
