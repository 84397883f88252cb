package io.fintrans.benchmark.network;

import java.util.Locale;

/** What is peculiar to the payments of a measurement. */
public enum Mix {
    /** People who pay shops, friends and strangers, and employers who pay them; some laundering. */
    ORDINARY,
    /** Every twentieth payment is paid to one shop. */
    SKEWED,
    /** Every tenth payment is one of ten thousand that an employer makes at once. */
    PAYROLL,
    /** Amounts are round, so that many payments look like what others hand on. */
    ROUND;

    /** What the figures of this mix are called. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
