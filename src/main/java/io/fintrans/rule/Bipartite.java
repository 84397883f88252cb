package io.fintrans.rule;

import java.util.Map;

/**
 * What {@link io.fintrans.alert.Typology#BIPARTITE} is told: {@code sources}, how many accounts pay; {@code targets}, how many each of them has in
 * common with the others; {@code payments}, how many there are between them, one for each pair; and {@code floor}.
 *
 * @param sources from 2 to 64
 * @param targets from 2 to 64
 * @param payments from 4 to 4096
 * @param floor no payment is smaller, in minor units
 */
public record Bipartite(int sources, int targets, int payments, long floor) {
    /** @throws IllegalArgumentException if a parameter is wrong or unknown */
    public static Bipartite of(Map<String, String> parameters) {
        Parameters read = new Parameters("bipartite", parameters);
        Bipartite block = new Bipartite(
                read.number("sources", 2, 64),
                read.number("targets", 2, 64),
                read.number("payments", 4, 4096),
                read.amount("floor"));
        read.nothingElse();
        return block;
    }
}
