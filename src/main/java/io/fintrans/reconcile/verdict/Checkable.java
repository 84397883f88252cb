package io.fintrans.reconcile.verdict;

import io.fintrans.reconcile.report.Unchecked;

/**
 * From when on the episodes of a pair can be checked.
 *
 * @param from in milliseconds since 1970
 * @param why those that began before cannot
 */
public record Checkable(long from, Unchecked.Kind why) {
    /**
     * From the later one of two times on.
     *
     * @param settings from when on the rules are those of the proof
     * @param cities from when on all payments are of cities that are read
     */
    public static Checkable from(long settings, long cities) {
        return cities > settings
                ? new Checkable(cities, Unchecked.Kind.OTHER_CITIES)
                : new Checkable(settings, Unchecked.Kind.OTHER_SETTINGS);
    }
}
