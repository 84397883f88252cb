package io.fintrans.network.rule;

/**
 * What the accounts of a payment did in the day up to it, and with it: what tells an account that launders from one that does not. A day is the graph's window,
 * where that is shorter; of an account no more payments count than make a hub.
 *
 * @param sentInHour how many payments its source made within an hour
 * @param sentInDay within a day
 * @param amountInDay what it paid with these, in minor units
 * @param receivedInDay how many payments it got within a day
 * @param passedOnPermille what it paid in the day as a part of what it was paid, up to {@link #MOST_PERMILLE}; {@link #NONE} if it was paid nothing
 * @param isNewPair whether it had not paid the target on two units of history
 * @param isFirst whether it had not paid the target in the day
 * @param sinceSentMillis how long ago it paid before, up to a day; {@link #NONE} if it did not
 * @param returnedInDay how many payments the target made to it in the day
 */
public record Behaviour(
        int sentInHour,
        int sentInDay,
        long amountInDay,
        int receivedInDay,
        int passedOnPermille,
        boolean isNewPair,
        boolean isFirst,
        long sinceSentMillis,
        int returnedInDay) {
    /** In place of what there is not. */
    public static final int NONE = -1;

    public static final int MOST_PERMILLE = 100_000;
}
