package io.fintrans.generator.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Hides laundering: some schemes at a time, their payments in turn by chance, each in another city than the one before. A
 * scheme that is done makes place for a new one.
 */
final class Structuring implements Traffic {
    /** Payments that a scheme has on average, from the range of its sum and of its parts. */
    static final int PAYMENTS_PER_SCHEME = 9;

    private static final int LEAST_LIMITS = 3;
    private static final int MOST_LIMITS = 12;

    private final SeededRandom random;
    private final String namePrefix;
    private final int cities;
    private final int accounts;
    private final long limit;
    private final int atOnce;
    private final List<Scheme> schemes = new ArrayList<>();
    private long begun;
    private int city;

    /**
     * @param limit what no payment reaches and every sum passes several times, in cents, at least 10000
     * @param atOnce how many schemes go on at one time, at most, from 1
     */
    Structuring(int cities, int accounts, long limit, int atOnce, long seed) {
        this.random = new SeededRandom(seed);
        this.namePrefix = prefix(seed);
        this.cities = cities;
        this.accounts = accounts;
        this.limit = limit;
        this.atOnce = atOnce;
    }

    /** What the names of all schemes of a seed begin with. */
    static String prefix(long seed) {
        return String.format(Locale.ROOT, "%08x-", (int) (SeededRandom.mix(seed) >>> 32));
    }

    @Override
    public Transfer next() {
        // Some payments continue a scheme from the start, so that the first one is found early.
        if (schemes.isEmpty() || (schemes.size() < atOnce && random.below(3) == 0)) {
            schemes.add(begin());
        }
        int which = random.below(schemes.size());
        Scheme scheme = schemes.get(which);
        city = (city + 1 + random.below(Math.max(1, cities - 1))) % cities;
        Transfer payment = scheme.next(city, random);
        if (scheme.isDone()) {
            schemes.remove(which);
        }
        return payment;
    }

    private Scheme begin() {
        int source = random.below(accounts);
        int target = (source + 1 + random.below(accounts - 1)) % accounts;
        long sum = limit / 10 * random.between(10 * LEAST_LIMITS, 10 * MOST_LIMITS);
        begun++;
        return new Scheme(namePrefix + begun, source, target, sum, limit);
    }
}
