package io.fintrans.generator.pattern;

import org.jspecify.annotations.Nullable;

/** Payments that are planned ahead, and go in between ordinary ones when they are due. */
public interface Planned {
    /**
     * Takes the next one that is due.
     *
     * @param number of the payment of the traffic that it would be, from 0, never less than before
     * @return null if none is due
     */
    @Nullable
    Transfer due(long number);
}
