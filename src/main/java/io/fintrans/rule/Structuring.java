package io.fintrans.rule;

import io.fintrans.alert.Typology;
import java.util.Arrays;
import java.util.Map;

/**
 * What {@link Typology#STRUCTURING} and {@link Typology#ACCOUNT_STRUCTURING} are told: {@code limits}, amounts from which on somebody would look, with commas between
 * them; {@code near}, how many thousandths of a limit are just under it; and {@code payments}, how many such payments of a pair, or of an account, within the window are
 * suspicious.
 *
 * @param limits in minor units, in order
 * @param nearPermille from 1 to 999
 * @param payments from 2 to 10000
 */
@SuppressWarnings("ArrayRecordComponent") // Asked once for each payment.
public record Structuring(long[] limits, int nearPermille, int payments) {
    private static final int MOST_LIMITS = 32;
    private static final int MOST_PAYMENTS = 10_000;

    /** @throws IllegalArgumentException if a parameter is missing, wrong or unknown */
    public static Structuring of(Map<String, String> parameters) {
        return of(Typology.STRUCTURING, parameters);
    }

    /** Of a version of a rule. */
    public static Structuring of(RuleSpec spec) {
        return of(spec.typology(), spec.parameters());
    }

    static Structuring of(Typology typology, Map<String, String> parameters) {
        Parameters read = new Parameters(typology.code(), parameters);
        String[] texts = read.text("limits").split(",", -1);
        if (texts.length > MOST_LIMITS) {
            throw new IllegalArgumentException("limits must be " + MOST_LIMITS + " amounts at most");
        }
        long[] limits = Arrays.stream(texts)
                .mapToLong(text -> Parameters.amount("limits", text))
                .sorted()
                .toArray();
        Structuring structuring =
                new Structuring(limits, read.number("near", 1, 999), read.number("payments", 2, MOST_PAYMENTS));
        read.nothingElse();
        return structuring;
    }

    /**
     * Whether a payment stays just under one of the limits: {@code near} thousandths of it or more, and less than all of it.
     *
     * @param minorUnits the payment's amount, no more than {@link io.fintrans.transaction.Money#MAX_MINOR_UNITS}
     */
    public boolean isNear(long minorUnits) {
        for (long limit : limits) {
            if (minorUnits < limit && minorUnits * 1000 >= limit * nearPermille) {
                return true;
            }
        }
        return false;
    }
}
