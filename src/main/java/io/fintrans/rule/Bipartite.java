package io.fintrans.rule;

import java.util.Map;

/**
 * What {@link io.fintrans.alert.Typology#BIPARTITE} is told: {@code sources}, how many accounts pay; {@code targets}, how many each of them has in
 * common with the others; and {@code floor}.
 *
 * @param sources from 2 to 64
 * @param targets from 2 to 64
 * @param floor no payment is smaller, in minor units
 */
public record Bipartite(int sources, int targets, long floor) {
    /** @throws IllegalArgumentException if a parameter is wrong or unknown */
    public static Bipartite of(Map<String, String> parameters) {
        Parameters read = new Parameters("bipartite", parameters);
        Bipartite block =
                new Bipartite(read.number("sources", 2, 64), read.number("targets", 2, 64), read.amount("floor"));
        read.nothingElse();
        return block;
    }
}
