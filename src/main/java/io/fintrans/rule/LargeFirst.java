package io.fintrans.rule;

import java.util.Map;

/**
 * What {@link io.fintrans.alert.Typology#LARGE_FIRST} is told: {@code amount}, from which on a payment is suspicious if one account has sent the
 * other nothing in the window before it.
 *
 * @param amount in minor units
 */
public record LargeFirst(long amount) {
    /** @throws IllegalArgumentException if the parameter is missing or wrong, or there is another one */
    public static LargeFirst of(Map<String, String> parameters) {
        Parameters read = new Parameters("large-first", parameters);
        LargeFirst first = new LargeFirst(read.amount("amount"));
        read.nothingElse();
        return first;
    }
}
