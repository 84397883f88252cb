package io.fintrans.rule;

import java.util.Map;

/**
 * What {@link io.fintrans.alert.Typology#SCATTER_GATHER} is told: {@code accounts}, how many there are between the one that spreads money and the one
 * that gets it; how much of what it was paid each hands on; and {@code floor}.
 *
 * @param accounts from 2 to 64
 * @param handedOn of each payment
 * @param floor nothing that is handed on is smaller, in minor units
 */
public record ScatterGather(int accounts, Share handedOn, long floor) {
    /** @throws IllegalArgumentException if a parameter is wrong or unknown */
    public static ScatterGather of(Map<String, String> parameters) {
        Parameters read = new Parameters("scatter-gather", parameters);
        ScatterGather all = new ScatterGather(read.number("accounts", 2, 64), Share.of(read), read.amount("floor"));
        read.nothingElse();
        return all;
    }
}
