package io.fintrans.transaction;

import java.util.Locale;

/**
 * Why a record is not a payment, or why at one place of it there is none.
 *
 * @param detail for a human reader; never holds text of the record, at most the number of one byte that a person cannot see
 */
public record Rejection(Reason reason, String detail) implements Decoded.Entry {
    /** The reasons; {@link #code()} is what {@code fintrans.rejected} and the metrics call them. */
    public enum Reason {
        /** No value: in Kafka's terms, a tombstone. */
        NULL_VALUE,
        /** A value over 64 KiB. */
        TOO_LARGE,
        /** Headers in such number or size that they are an attack, not metadata. */
        HEADERS_TOO_LARGE,
        /** Not the fields of the format, in their order. */
        MALFORMED,
        /** An account id outside the charset of {@link AccountId}, or too long. */
        BAD_ACCOUNT,
        /** An amount that is no number of the currency, zero, negative, or over the limit. */
        BAD_AMOUNT,
        /** An amount in a currency that cannot be compared with a threshold. */
        NO_RATE,
        /** More payments in one record than can be told apart. */
        TOO_MANY,
        /** Source and target are the same account. */
        SELF_TRANSFER,
        /** Names another city than its topic. */
        WRONG_CITY,
        /** A time more than five minutes ahead of the clock. */
        TIME_IN_FUTURE,
        /** A time before the year 2000, or more than seven days and five minutes before the newest one read from its partition. */
        TIME_TOO_OLD,
        /** The sum of the pair would no longer fit a {@code long}. */
        TOTAL_TOO_LARGE,
        /** A payment so late that no window is held any more in which it would count. */
        LATE,
        /** Its bytes on the broker are damaged, and somebody has decided to go on without it. */
        UNREADABLE,
        /** A record of an internal topic that no task of the detector can have written. */
        FOREIGN,
        /** A payment or volume of which InfluxDB has no point, because it will not take it; the detector handled it all the same. */
        REFUSED;

        /** For example {@code bad-amount}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** @throws IllegalArgumentException if there is no such code */
        public static Reason ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
