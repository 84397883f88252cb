package io.fintrans.generator.pattern;

import org.jspecify.annotations.Nullable;

/**
 * A payment as a traffic makes it: accounts and cities are numbers, which the generator gives their names.
 *
 * @param city index into the generator's cities
 * @param minorUnits cents; zero only in {@link OriginalTraffic}
 * @param hidden the laundering that it is part of, null for an honest payment
 */
public record Transfer(
        int city,
        int source,
        int target,
        long minorUnits,
        @Nullable Hidden hidden) {}
