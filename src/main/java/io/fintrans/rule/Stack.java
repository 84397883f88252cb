package io.fintrans.rule;

import java.util.Map;

/**
 * What {@link io.fintrans.alert.Typology#STACK} is told: {@code accounts}, how many sources, and how many targets, two accounts of the middle layer
 * have in common; and {@code floor}.
 *
 * @param accounts from 2 to 64
 * @param floor no payment is smaller, in minor units
 */
public record Stack(int accounts, long floor) {
    /** @throws IllegalArgumentException if a parameter is wrong or unknown */
    public static Stack of(Map<String, String> parameters) {
        Parameters read = new Parameters("stack", parameters);
        Stack stack = new Stack(read.number("accounts", 2, 64), read.amount("floor"));
        read.nothingElse();
        return stack;
    }
}
