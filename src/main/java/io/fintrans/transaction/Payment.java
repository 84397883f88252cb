package io.fintrans.transaction;

/**
 * A payment from one account to another, as every format makes it of a record. Where it stands is its record's place in Kafka and its
 * place in the record.
 *
 * @param amount as written, in its own currency; more than zero, at most {@link Money#MAX_MINOR_UNITS}
 * @param time when it happened, in milliseconds since 1970; {@link #NO_TIME} if that is the record's timestamp
 * @param id hash of the id that its format gives it; {@link #NO_ID} for none
 * @param returnOf of a {@link Kind#RETURN}, the hash of the id of the payment that comes back; otherwise {@link #NO_ID}
 * @param index its place among the payments of its record, from 0 to less than {@link Payments#MOST}
 */
public record Payment(
        AccountId source, AccountId target, Money amount, long time, long id, Kind kind, long returnOf, int index)
        implements Decoded.Entry {
    /** In place of a time: the record's timestamp is the payment's time. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** In place of the hash of an id: there is none. */
    public static final long NO_ID = 0;

    /** What a message says has been done. */
    public enum Kind {
        /** Money has moved from one customer to another. */
        PAYMENT,
        /** Money has moved from one bank to another. */
        BANK,
        /** A customer has asked for money to be moved. */
        INITIATED,
        /** Money has come back. */
        RETURN
    }

    /** The only payment of its record, of which nothing else is written. */
    public static Payment of(AccountId source, AccountId target, Money amount) {
        return new Payment(source, target, amount, NO_TIME, NO_ID, Kind.PAYMENT, NO_ID, 0);
    }

    /** The same payment at another place of its record. */
    public Payment at(int place) {
        return place == index ? this : new Payment(source, target, amount, time, id, kind, returnOf, place);
    }

    /** When it happened, in milliseconds since 1970. */
    public long timeIn(long recordTime) {
        return time == NO_TIME ? recordTime : time;
    }
}
