package io.fintrans.network.graph;

import java.time.Duration;

/**
 * What the graph remembers of accounts beyond the payments that it holds, by whole units of time that are over.
 *
 * @param unit a day, as a rule; 1 second or more
 * @param units a pair is known by payments on at least two of so many units, of which the last one is the payment's own; up to 32 less the lateness in units
 * @param remembered an account without a payment on so many units is forgotten; 200 or more
 * @param sufficient with fewer whole units since the first payment there is too little history to rely on
 * @param floor no payment that counts for what an account usually does is smaller, in minor units
 * @param hubs so long ago it is still known which accounts were hubs
 */
public record HistorySettings(Duration unit, int units, int remembered, int sufficient, long floor, Duration hubs) {
    /** By days, of which a month counts. */
    public static final HistorySettings USUAL =
            new HistorySettings(Duration.ofDays(1), 31, 400, 7, 100_00, Duration.ofDays(1));

    /** What an account usually does has faded by then, so that it does not matter when it is forgotten. */
    private static final int LEAST_REMEMBERED = 200;

    /** @throws IllegalArgumentException if it cannot be, with a sentence */
    public HistorySettings {
        if (unit.toMillis() < 1000 || units < 2 || sufficient < 0 || floor < 0 || hubs.isNegative()) {
            throw new IllegalArgumentException(
                    "history is of 2 units or more, each of a second or more, but was to be of " + units + " of "
                            + unit);
        }
        if (remembered < LEAST_REMEMBERED) {
            throw new IllegalArgumentException("an account is remembered for " + LEAST_REMEMBERED
                    + " units or more, but was to be for " + remembered);
        }
    }

    /** The same by other units. */
    public HistorySettings by(Duration otherUnit, int otherUnits) {
        return new HistorySettings(otherUnit, otherUnits, remembered, sufficient, floor, hubs);
    }

    /** The same, where it is known for so long at least which accounts were hubs. */
    public HistorySettings withHubs(Duration least) {
        return new HistorySettings(
                unit, units, remembered, sufficient, floor, least.compareTo(hubs) > 0 ? least : hubs);
    }

    /** The number of the unit that a time lies in. */
    long unitOf(long time) {
        return Math.floorDiv(time, unit.toMillis());
    }

    /** In how many units a span may end, if it begins in one of them. */
    int unitsWithin(Duration span) {
        return (int) ((span.toMillis() + unit.toMillis() - 1) / unit.toMillis());
    }
}
