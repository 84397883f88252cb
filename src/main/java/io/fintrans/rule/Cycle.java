package io.fintrans.rule;

import java.util.Map;

/**
 * What {@link io.fintrans.alert.Typology#CYCLE} is told: {@code shortest} and {@code longest}, how many payments it has; how much of each the next one
 * is; and {@code floor}.
 *
 * @param shortest from 3 to 12
 * @param longest from {@code shortest} to 12
 * @param handedOn of each payment
 * @param floor no payment is smaller, in minor units
 */
public record Cycle(int shortest, int longest, Share handedOn, long floor) {
    /** @throws IllegalArgumentException if a parameter is wrong or unknown */
    public static Cycle of(Map<String, String> parameters) {
        Parameters read = new Parameters("cycle", parameters);
        int shortest = read.number("shortest", 3, 12);
        Cycle cycle = new Cycle(shortest, read.number("longest", shortest, 12), Share.of(read), read.amount("floor"));
        read.nothingElse();
        return cycle;
    }
}
