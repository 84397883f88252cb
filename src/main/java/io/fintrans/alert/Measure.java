package io.fintrans.alert;

import io.fintrans.transaction.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a rule measured.
 *
 * @param name what was measured, for example {@code total}: lower-case letters and dashes, up to 32
 * @param value not negative
 * @param limit what the value was held against; 0 if against nothing
 * @param unit of both
 */
public record Measure(String name, long value, long limit, Unit unit) {
    /** What a sum of money is called. */
    public static final String TOTAL = "total";
    /** What part of all that the accounts did meanwhile is evidence. */
    public static final String SHARE = "share";
    /** How many units of history there were. */
    public static final String HISTORY = "history-units";
    /** From the first payment of the evidence to the last. */
    public static final String SPAN = "span";
    /** What a number of payments is called. */
    public static final String PAYMENTS = "payments";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,31}");

    /** What a measure counts. */
    public enum Unit {
        /** Of the alert's currency. */
        MINOR_UNITS,
        COUNT,
        PERMILLE,
        MILLIS;

        /** For example {@code minor-units}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @throws IllegalArgumentException if the name is none, or value or limit is negative */
    public Measure {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a measure's name has 1 to 32 lower-case letters and dashes");
        }
        if (value < 0 || limit < 0) {
            throw new IllegalArgumentException("the measure " + name + " has a value or a limit under zero");
        }
    }

    /** A sum of money, or an amount. */
    public static Measure money(String name, long minorUnits, long limit) {
        return new Measure(name, minorUnits, limit, Unit.MINOR_UNITS);
    }

    /** A number of things. */
    public static Measure count(String name, long value, long limit) {
        return new Measure(name, value, limit, Unit.COUNT);
    }

    /** The value for people: {@code 8644}, {@code 3 payments}, {@code 85.0 %}, {@code 90 s}. */
    public String text(Currency currency) {
        return text(value, currency);
    }

    /** The limit for people, as {@link #text}. */
    public String limitText(Currency currency) {
        return text(limit, currency);
    }

    private String text(long number, Currency currency) {
        return switch (unit) {
            case MINOR_UNITS -> new Money(number, currency).toString();
            case COUNT -> number + " " + name.replace('-', ' ');
            case PERMILLE -> BigDecimal.valueOf(number, 1) + " %";
            case MILLIS -> BigDecimal.valueOf(number, 3).stripTrailingZeros().toPlainString() + " s";
        };
    }
}
