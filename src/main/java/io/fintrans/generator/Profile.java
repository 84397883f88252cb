package io.fintrans.generator;

import io.fintrans.generator.pattern.OriginalTraffic;

/** The kinds of traffic that the generator makes. */
public enum Profile {
    /** Skewed activity, price-like amounts, standing orders, laundering hidden in it. */
    ORDINARY(10_000, 500),
    /** The first demo's: everything equally likely, nothing hidden. */
    ORIGINAL(OriginalTraffic.ACCOUNTS, 0);

    private final int accounts;
    private final int laundering;

    Profile(int accounts, int laundering) {
        this.accounts = accounts;
        this.laundering = laundering;
    }

    /** How many accounts it has where nothing else is asked for. */
    public int defaultAccounts() {
        return accounts;
    }

    /** How many of a million payments are laundering where nothing else is asked for. */
    public int defaultLaundering() {
        return laundering;
    }
}
