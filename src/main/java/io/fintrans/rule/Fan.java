package io.fintrans.rule;

import io.fintrans.alert.Typology;
import java.util.Map;

/**
 * What {@link Typology#FAN_IN} and {@link Typology#FAN_OUT} are told: {@code accounts}, how many that are new to an account pay it, or are paid
 * by it, within the window; {@code norm}, how many times as many as on its busiest day; {@code total}, what they pay together; and {@code floor}.
 *
 * @param accounts from 2 to 64
 * @param norm from 0 to 100
 * @param total in minor units
 * @param floor no payment that counts is smaller, in minor units
 */
public record Fan(int accounts, int norm, long total, long floor) {
    /** @throws IllegalArgumentException if a parameter is wrong or unknown */
    static Fan of(Typology typology, Map<String, String> parameters) {
        Parameters read = new Parameters(typology.code(), parameters);
        Fan fan = new Fan(
                read.number("accounts", 2, 64),
                read.number("norm", 0, 100),
                read.amount("total"),
                read.amount("floor"));
        read.nothingElse();
        return fan;
    }

    /** Of a version of a rule. */
    public static Fan of(RuleSpec spec) {
        return of(spec.typology(), spec.parameters());
    }
}
