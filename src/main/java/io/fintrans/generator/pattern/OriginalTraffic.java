package io.fintrans.generator.pattern;

/**
 * The first demo's traffic: a random city, two different accounts of a thousand, a whole amount from 0 to 9999, all equally
 * likely. One payment in ten thousand has the amount 0, as there; the detector rejects it.
 */
public final class OriginalTraffic implements Traffic {
    /** Accounts are 0 to 999. */
    public static final int ACCOUNTS = 1000;

    private static final int AMOUNTS = 10_000;

    private final SeededRandom random;
    private final int cities;

    public OriginalTraffic(int cities, long seed) {
        this.cities = cities;
        this.random = new SeededRandom(seed);
    }

    @Override
    public Transfer next() {
        int city = random.below(cities);
        int source = random.below(ACCOUNTS);
        // The first demo drew again when both were the same; this draws from the others at once.
        int target = (source + 1 + random.below(ACCOUNTS - 1)) % ACCOUNTS;
        return new Transfer(city, source, target, 100L * random.below(AMOUNTS), null);
    }
}
