package io.fintrans.generator.pattern;

import io.fintrans.alert.Edge.Part;
import io.fintrans.alert.Typology;
import org.jspecify.annotations.Nullable;

/**
 * Hides large first payments: a large sum to an account that the source has never paid. After each comes, sooner or later, a look-alike that is
 * honest: as large, to somebody whom its source has paid before.
 */
public final class LargeFirst {
    private static final int TRIES = 64;
    /** From once to so many hundredths of the amount. */
    private static final int LARGEST_PERCENT = 120;

    private final SeededRandom random;
    private final OrdinaryTraffic honest;
    private final String namePrefix;
    private final int cities;
    private final int accounts;
    private final long amount;
    private long begun;
    private long lookAlikes;

    /**
     * @param honest the traffic that these are hidden in
     * @param amount from which on a payment is large, in cents, at least 100
     */
    public LargeFirst(OrdinaryTraffic honest, int cities, int accounts, long amount, long seed) {
        this.random = new SeededRandom(SeededRandom.mix(seed + 2));
        this.honest = honest;
        this.namePrefix = Structuring.prefix(seed + 2);
        this.cities = cities;
        this.accounts = accounts;
        this.amount = amount;
    }

    /** One of so many hidden schemes is a first payment: as many as there are split sums. */
    boolean isNext() {
        return random.below(Structuring.PAYMENTS_PER_SCHEME + 1) == 0;
    }

    /** A hidden one; null if accounts are so few that each has paid each. */
    @Nullable
    Transfer next() {
        for (int i = 0; i < TRIES; i++) {
            int source = random.below(accounts);
            int target = (source + 1 + random.below(accounts - 1)) % accounts;
            if (!honest.hasPaid(source, target)) {
                begun++;
                Hidden hidden = new Hidden(Typology.LARGE_FIRST, namePrefix + begun, Part.DIRECT);
                return new Transfer(random.below(cities), source, target, sum(), hidden);
            }
        }
        return null;
    }

    /** An honest one, if one is due and anybody can pay it; else null. */
    @Nullable
    Transfer lookAlike() {
        if (lookAlikes == begun) {
            return null;
        }
        lookAlikes++;
        return honest.large(sum(), random);
    }

    /** Mostly round, as people choose them. */
    private long sum() {
        long sum = amount / 100 * random.between(100, LARGEST_PERCENT);
        return Math.max(amount, random.below(4) == 0 ? sum - random.below(10_000) : sum);
    }
}
