package io.fintrans.transaction;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;

/**
 * An exact amount: a whole number of a currency's minor units (cents, for the US dollar).
 *
 * @param minorUnits how many; what may be negative or zero is for the user of the amount to say
 * @param currency whose minor units
 */
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {
    /** What amounts without a currency are in. */
    public static final Currency USD = Currency.getInstance("USD");

    /** The largest amount of one payment: ten trillion of the major unit, so that nine thousand of them still add up. */
    public static final long MAX_MINOR_UNITS = 1_000_000_000_000_000L;

    public static Money usd(long minorUnits) {
        return new Money(minorUnits, USD);
    }

    /**
     * Reads a decimal number of major units, such as {@code 12.50}, as records have it.
     *
     * @throws ArithmeticException if it has more decimals than the currency, or is too large for a {@code long}
     * @throws NumberFormatException if it is not a number; both say so in a sentence
     */
    public static Money parse(String decimal, Currency currency) {
        if (decimal.length() > 24) {
            throw new NumberFormatException("an amount has at most 24 characters");
        }
        BigDecimal major = number(decimal);
        // Nothing is unpacked: 1e999999999 would not fit into memory.
        if (major.signum() != 0 && (long) major.precision() - major.scale() > 19) {
            throw tooLarge(decimal, currency);
        }
        if (major.stripTrailingZeros().scale() > currency.getDefaultFractionDigits()) {
            throw new ArithmeticException("the amount " + decimal + " has more decimals than its currency, "
                    + currency.getCurrencyCode() + ", which has " + currency.getDefaultFractionDigits());
        }
        BigInteger minor =
                major.movePointRight(currency.getDefaultFractionDigits()).toBigInteger();
        if (minor.bitLength() >= Long.SIZE) {
            throw tooLarge(decimal, currency);
        }
        return new Money(minor.longValue(), currency);
    }

    /**
     * Reads an amount as people write it in settings: {@code 10000} or {@code 99.50}. An exponent is refused: {@code 1e5} is
     * more likely a slip than a hundred thousand.
     *
     * @throws ArithmeticException as {@link #parse}, as is {@link NumberFormatException}; that too if there is an exponent
     */
    public static Money parseTyped(String decimal, Currency currency) {
        if (decimal.indexOf('e') >= 0 || decimal.indexOf('E') >= 0) {
            throw new NumberFormatException("the amount " + decimal + " must be a plain number such as 10000 or 99.50");
        }
        return parse(decimal, currency);
    }

    /**
     * Reads an amount as {@link #toString} writes it, in that one way: {@code 12.50}, not {@code 12.5}.
     *
     * @throws ArithmeticException as {@link #parse}, as is {@link NumberFormatException}; that too if it is written otherwise
     */
    public static Money parseWritten(String decimal, Currency currency) {
        Money money = parse(decimal, currency);
        if (!money.toString().equals(decimal)) {
            throw new NumberFormatException(
                    "the amount " + decimal + " is not written as fintrans writes it: " + money);
        }
        return money;
    }

    /**
     * A currency by its code, such as {@code USD}.
     *
     * @throws IllegalArgumentException if there is none, with a sentence
     */
    public static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("there is no currency " + code, e);
        }
    }

    private static ArithmeticException tooLarge(String decimal, Currency currency) {
        return new ArithmeticException("the amount " + decimal + " " + currency.getCurrencyCode() + " is too large");
    }

    private static BigDecimal number(String decimal) {
        try {
            return new BigDecimal(decimal);
        } catch (NumberFormatException e) {
            throw new NumberFormatException("the amount " + decimal + " is not a decimal number");
        }
    }

    /** @throws ArithmeticException if the currencies differ or the sum does not fit a {@code long} */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new ArithmeticException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
    }

    @Override
    public int compareTo(Money other) {
        if (!currency.equals(other.currency)) {
            throw new ArithmeticException("cannot compare " + other.currency + " with " + currency);
        }
        return Long.compare(minorUnits, other.minorUnits);
    }

    /** The amount in major units: {@code 8644}, or {@code 8644.50} where minor units remain. */
    @Override
    public String toString() {
        BigDecimal major = BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits());
        return major.stripTrailingZeros().scale() <= 0 ? major.toBigInteger().toString() : major.toPlainString();
    }
}
