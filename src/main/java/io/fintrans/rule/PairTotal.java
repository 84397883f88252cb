package io.fintrans.rule;

import io.fintrans.transaction.Money;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@link io.fintrans.alert.Typology#PAIR_TOTAL} is told: the parameter {@link #THRESHOLD} is what one account must send another within the
 * window; the parameters {@code threshold.city.NAME} and {@code threshold.account.PREFIX} are exceptions, see {@link Thresholds}.
 *
 * @param thresholds all of them together
 */
public record PairTotal(Thresholds thresholds) {
    /** The parameter that must be there. */
    public static final String THRESHOLD = "threshold";

    /** @throws IllegalArgumentException if a parameter is missing, wrong or unknown */
    public static PairTotal of(Map<String, String> parameters) {
        Map<String, String> rest = new HashMap<>(parameters);
        String standard = rest.remove(THRESHOLD);
        if (standard == null) {
            throw new IllegalArgumentException("a rule of the typology pair-total needs the parameter " + THRESHOLD);
        }
        return new PairTotal(
                Thresholds.of(Money.usd(Parameters.amount(THRESHOLD, standard))).with(rest));
    }
}
