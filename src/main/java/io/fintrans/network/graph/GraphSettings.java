package io.fintrans.network.graph;

import java.time.Duration;

/**
 * What the graph keeps, and which accounts are hubs.
 *
 * @param window how far back anybody may look from a payment
 * @param lateness how much older than the newest payment another one may be when it comes
 * @param hubUnit hubs are told by whole units of time that are over
 * @param hubPayments an account with so many payments of one direction within a window is a hub in that direction
 * @param history what it remembers of what was before
 */
public record GraphSettings(
        Duration window, Duration lateness, Duration hubUnit, int hubPayments, HistorySettings history) {
    /**
     * How much older than the newest payment another one may be when it comes, in every stage: the ten minutes that a detector allows, and two by which
     * its tasks may be apart in what they say of themselves.
     */
    public static final Duration LATENESS = Duration.ofMinutes(12);

    /** Times are kept in 32 bits, and a graph begins to count anew after twelve days. */
    private static final Duration LONGEST = Duration.ofDays(24);

    private static final Duration HUB_UNIT = Duration.ofHours(1);
    private static final int HUB_PAYMENTS = 256;

    /** With the usual hubs: by whole hours, of 256 payments or more. */
    public static GraphSettings of(Duration window, Duration lateness) {
        return of(window, lateness, HistorySettings.USUAL);
    }

    /** The same with a history of its own. */
    public static GraphSettings of(Duration window, Duration lateness, HistorySettings history) {
        return new GraphSettings(window, lateness, HUB_UNIT, HUB_PAYMENTS, history);
    }

    /** @throws IllegalArgumentException if it cannot be, with a sentence */
    public GraphSettings {
        Duration kept = kept(window, lateness, hubUnit);
        if (window.toMillis() < 1 || lateness.isNegative() || hubUnit.toMillis() < 1 || kept.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a graph keeps up to 24 days, which are its window, twice the lateness and a unit"
                            + " of hubs, but was to keep " + kept);
        }
        if (hubPayments < 2) {
            throw new IllegalArgumentException("a hub has at least 2 payments but was to have " + hubPayments);
        }
        if (history.units() + history.unitsWithin(lateness) > Integer.SIZE
                || history.unitsWithin(lateness.multipliedBy(2)) >= Integer.SIZE) {
            throw new IllegalArgumentException("history is of up to 32 units less the lateness, which is " + lateness
                    + ", but was to be of " + history.units() + " of " + history.unit());
        }
    }

    /** With the usual history. */
    public GraphSettings(Duration window, Duration lateness, Duration hubUnit, int hubPayments) {
        this(window, lateness, hubUnit, hubPayments, HistorySettings.USUAL);
    }

    /** How long a payment is kept: nobody may look at an older one. */
    long keptMillis() {
        return kept(window, lateness, hubUnit).toMillis();
    }

    /** How long it takes at most until an hour counts for hubs, for a payment that comes as late as it may. */
    long settledMillis() {
        return lateness.multipliedBy(2).plus(hubUnit).toMillis();
    }

    /** When the last unit of time for hubs was over, of which nothing can come any more that is not too late for a payment of that time. */
    public long sealed(long time) {
        return Math.floorDiv(time - lateness.toMillis(), hubUnit.toMillis()) * hubUnit.toMillis();
    }

    /** The last unit of history of which nothing can come any more that is not too late for a payment of that time. */
    long sealedUnit(long time) {
        return history.unitOf(time - lateness.toMillis()) - 1;
    }

    private static Duration kept(Duration window, Duration lateness, Duration hubUnit) {
        return window.plus(lateness.multipliedBy(2)).plus(hubUnit);
    }
}
