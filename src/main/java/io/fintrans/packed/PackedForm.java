package io.fintrans.packed;

import io.fintrans.transaction.Payment.Kind;

/**
 * What the bytes of packed payments mean. {@code u} is an unsigned integer and {@code v} a signed one, as of {@link Varints}.
 *
 * <pre>
 * 1 byte   form, 1
 * u        number of payments; with 0 nothing follows
 * u        which of the columns that may be absent are there: a bit each, in the order below
 * 3 bytes  currency of the amounts counted
 * u        number of origins; for each: u length and bytes of the topic, u partition, v first offset
 * [currency] u number of other currencies; 3 bytes for each
 * v        time of the first payment
 * u        number of lengths that accounts have; for each, growing: u length, u number of accounts of that length
 * u        bytes of the columns times, amounts, offsets, [index], [written], [record time], in that order
 * accounts of each length in the order of their bytes, nothing between them; the first one has number 0
 * columns, one value a payment:
 *   source, target  number of the account, 1 byte up to 256 accounts, 2 up to 65536, otherwise 3; highest byte first
 *   time            v, less the time of the payment before
 *   amount          v, counted
 *   origin          number of the origin, 1 or 2 bytes in the same way; only with two or more origins
 *   offset          v, less the offset of the payment before it of the same origin
 *   [index]         u
 *   [id]            8 bytes
 *   [kind]          1 byte
 *   [return of]     8 bytes
 *   [currency]      1 byte: 0 if the amount counted is the one written, otherwise 1 + number of the other currency;
 *     written       v, the amount as written; only where there is another currency
 *   [record time]   v, the record's timestamp less the time of the payment
 *   [marked]        a bit a payment, the lowest of each byte first
 * </pre>
 *
 * <p>What a form means never changes: whoever wants to write more adds one.
 */
final class PackedForm {
    static final byte FORM = 1;
    static final String NAME = "packed payments";

    static final int INDEX = 1;
    static final int ID = 1 << 1;
    static final int KIND = 1 << 2;
    static final int RETURN_OF = 1 << 3;
    static final int CURRENCY = 1 << 4;
    static final int RECORD_TIME = 1 << 5;
    static final int MARKED = 1 << 6;
    /** All columns that there are. */
    static final int ALL = (1 << 7) - 1;

    /** Topics and partitions that one record can name; a number of one has two bytes. */
    static final int MOST_ORIGINS = 1 << 16;
    /** Other currencies that one record can have; the number of one has a byte, and 0 is none. */
    static final int MOST_CURRENCIES = 255;
    /** Kafka's longest name of a topic. */
    static final int LONGEST_TOPIC = 249;
    /** No partition comes so far: at a million records a second it would take nine years. */
    static final long MAX_OFFSET = 1L << 48;

    /** Kinds by their number, which never changes. */
    private static final Kind[] KINDS = {Kind.PAYMENT, Kind.BANK, Kind.INITIATED, Kind.RETURN};

    private PackedForm() {}

    /** How many bytes the number of one of so many things has. */
    static int width(int things) {
        if (things <= 1 << 8) {
            return 1;
        }
        return things <= 1 << 16 ? 2 : 3;
    }

    static byte numberOf(Kind kind) {
        return switch (kind) {
            case PAYMENT -> 0;
            case BANK -> 1;
            case INITIATED -> 2;
            case RETURN -> 3;
        };
    }

    /** @throws IllegalArgumentException if no kind has that number */
    static Kind kind(byte number) {
        if (number < 0 || number >= KINDS.length) {
            throw new IllegalArgumentException("a payment is of a kind that there is not");
        }
        return KINDS[number];
    }
}
