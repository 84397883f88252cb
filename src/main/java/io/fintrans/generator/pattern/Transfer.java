package io.fintrans.generator.pattern;

import org.jspecify.annotations.Nullable;

/**
 * A payment as a traffic makes it: accounts and cities are numbers, which the generator gives their names.
 *
 * @param city index into the generator's cities
 * @param minorUnits cents; zero only in {@link OriginalTraffic}
 * @param hidden the laundering that it is part of, null for an honest payment
 * @param lookAlike of what kind an honest payment is that looks like laundering, else null
 */
public record Transfer(
        int city,
        int source,
        int target,
        long minorUnits,
        @Nullable Hidden hidden,
        @Nullable LookAlike lookAlike) {
    /** One that is no look-alike. */
    public Transfer(int city, int source, int target, long minorUnits, @Nullable Hidden hidden) {
        this(city, source, target, minorUnits, hidden, null);
    }

    /** The same in another city. */
    Transfer in(int other) {
        return new Transfer(other, source, target, minorUnits, hidden, lookAlike);
    }
}
