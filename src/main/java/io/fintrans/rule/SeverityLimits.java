package io.fintrans.rule;

import java.util.Map;
import java.util.Set;

/**
 * From when on a finding about several accounts has medium severity: the parameters {@code share}, {@code history} and {@code spanMillis} of every rule
 * of the network. All three must hold; {@link io.fintrans.alert.Severity} says what becomes of it.
 *
 * @param share how much of all that the accounts of the evidence did meanwhile is evidence at least, in thousandths, from 1 to 1001. Nothing is more
 *     than 1000, so 1001 is never
 * @param history how many units of history there were before at least, from 0 on
 * @param spanMillis how long it took from the first payment of the evidence to the last at most, in milliseconds; 0 for however long
 */
public record SeverityLimits(int share, int history, int spanMillis) {
    /** What is more than there can be. */
    static final int NEVER = 1001;

    private static final String SHARE = "share";
    private static final String HISTORY = "history";
    private static final String SPAN = "spanMillis";
    static final Set<String> NAMES = Set.of(SHARE, HISTORY, SPAN);

    private static final int MOST_UNITS = 10_000;
    private static final int MOST_MILLIS = 999_999_999;

    /**
     * Of a rule of the network, with its defaults.
     *
     * @throws IllegalArgumentException if one is missing or wrong
     */
    public static SeverityLimits of(RuleSpec spec) {
        return of(spec.typology().code(), spec.parameters());
    }

    static SeverityLimits of(String typology, Map<String, String> parameters) {
        Parameters read = new Parameters(typology, parameters);
        return new SeverityLimits(
                read.number(SHARE, 1, NEVER), read.number(HISTORY, 0, MOST_UNITS), read.number(SPAN, 0, MOST_MILLIS));
    }

    /** As parameters. */
    static Map<String, String> parameters(int share, int history, int spanMillis) {
        return Map.of(
                SHARE, Integer.toString(share), HISTORY, Integer.toString(history), SPAN, Integer.toString(spanMillis));
    }
}
