package io.fintrans.rule;

import java.util.Map;

/**
 * What {@link io.fintrans.alert.Typology#DORMANT} is told: {@code amount}, from which on a payment is suspicious if the account was silent for
 * {@code quiet} whole days before, and had been known for {@code known} days.
 *
 * @param amount in minor units
 * @param quiet in units of history, which are days unless something else is set; from 1 to 366
 * @param known likewise, no less than {@code quiet}, up to 3660
 */
public record Dormant(long amount, int quiet, int known) {
    /** @throws IllegalArgumentException if a parameter is wrong or unknown */
    public static Dormant of(Map<String, String> parameters) {
        Parameters read = new Parameters("dormant", parameters);
        int quiet = read.number("quiet", 1, 366);
        Dormant dormant = new Dormant(read.amount("amount"), quiet, read.number("known", quiet, 3660));
        read.nothingElse();
        return dormant;
    }
}
