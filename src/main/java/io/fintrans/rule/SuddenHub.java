package io.fintrans.rule;

import java.util.Map;

/**
 * What {@link io.fintrans.alert.Typology#SUDDEN_HUB} is told: nothing but the window, a window ago the account was no hub. What a hub is, is the same
 * for all rules.
 */
public record SuddenHub() {
    /** @throws IllegalArgumentException if there is a parameter */
    public static SuddenHub of(Map<String, String> parameters) {
        new Parameters("sudden-hub", parameters).nothingElse();
        return new SuddenHub();
    }
}
