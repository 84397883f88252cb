package io.fintrans.rule;

import java.util.Map;

/**
 * What {@link io.fintrans.alert.Typology#CHAIN} is told: {@code payments}, how many it has, each within the window after the one before; how much
 * of each the next one is; and {@code floor}.
 *
 * @param payments from 2 to 12
 * @param handedOn of each payment
 * @param floor no payment is smaller, in minor units
 */
public record Chain(int payments, Share handedOn, long floor) {
    /** @throws IllegalArgumentException if a parameter is wrong or unknown */
    public static Chain of(Map<String, String> parameters) {
        Parameters read = new Parameters("chain", parameters);
        Chain chain = new Chain(read.number("payments", 2, 12), Share.of(read), read.amount("floor"));
        read.nothingElse();
        return chain;
    }
}
