package io.fintrans.generator;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/**
 * When which payment is due: {@code payments} in every {@code millis} milliseconds, evenly, in exact integers.
 *
 * @param payments from 1; 0 for as fast as it goes, when nothing is ever not due
 * @param millis from 1
 */
public record Pace(long payments, long millis) {
    /** As fast as Kafka takes them. */
    public static final Pace UNLIMITED = new Pace(0, 1);

    /** The most that a pace can be, in payments a second. */
    public static final long MOST = 10_000_000;

    private static final long SECOND = TimeUnit.SECONDS.toMillis(1);

    /**
     * So many payments a second, 0 for as fast as it goes.
     *
     * @throws IllegalArgumentException if it is negative, over {@link #MOST} or has more than three decimals
     */
    public static Pace perSecond(BigDecimal rate) {
        BigDecimal plain = rate.stripTrailingZeros();
        if (plain.signum() < 0 || plain.compareTo(BigDecimal.valueOf(MOST)) > 0 || plain.scale() > 3) {
            throw new IllegalArgumentException(
                    "A rate is 0 to " + MOST + " payments a second with at most three decimals but was: " + rate);
        }
        if (plain.signum() == 0) {
            return UNLIMITED;
        }
        return plain.scale() <= 0
                ? new Pace(plain.longValueExact(), SECOND)
                : new Pace(plain.movePointRight(3).longValueExact(), 1000 * SECOND);
    }

    /**
     * One payment, then a wait of so many seconds: how the first demo counted.
     *
     * @throws IllegalArgumentException if it is not more than 0 and at most a day, or has more than three decimals
     */
    public static Pace every(BigDecimal seconds) {
        if (seconds.signum() <= 0
                || seconds.compareTo(BigDecimal.valueOf(TimeUnit.DAYS.toSeconds(1))) > 0
                || seconds.stripTrailingZeros().scale() > 3) {
            throw new IllegalArgumentException(
                    "The wait between payments is 0.001 to 86400 seconds with at most three decimals but was: "
                            + seconds);
        }
        return new Pace(1, seconds.movePointRight(3).longValueExact());
    }

    public boolean isUnlimited() {
        return payments == 0;
    }

    /** How many payments such a time holds, one at its very beginning included. Only for a limited pace. */
    public long dueAfter(long passedMillis) {
        return passedMillis < 0 ? 0 : passedMillis / millis * payments + passedMillis % millis * payments / millis + 1;
    }

    /** How long after the first one the payment with this number, from 0, is due. Only for a limited pace. */
    public long millisOf(long number) {
        return number / payments * millis + number % payments * millis / payments;
    }
}
