package io.fintrans.generator.pattern;

import org.jspecify.annotations.Nullable;

/**
 * What honest people pay: some often and most seldom, mostly in their own city, to a few others, small sums and rarely large
 * ones, and their standing orders on time. No pair comes near the limit; {@link Counterparties} says for how long.
 */
public final class OrdinaryTraffic implements Traffic {
    private static final int STANDING_ORDERS_PERCENT = 15;
    private static final int AWAY_PERCENT = 10;
    /** Of eight payments four go to the first of the three other places, two and two to the next. */
    private static final int[] PLACES = {1, 1, 1, 1, 2, 2, 3, 3};
    /** No single payment is more than this part of the limit. */
    private static final int LARGEST_PART = 3;

    private static final int TRIES = 256;

    private final SeededRandom random;
    private final int cities;
    private final int accounts;
    private final AccountActivity sources;
    private final Amounts amounts;
    private final Counterparties counterparties;
    private final StandingOrders standingOrders;

    /**
     * @param accounts from 2
     * @param limit what no honest pair reaches, in cents, at least 10000
     */
    public OrdinaryTraffic(int cities, int accounts, long limit, long seed) {
        this.random = new SeededRandom(seed);
        this.cities = cities;
        this.accounts = accounts;
        sources = new AccountActivity(accounts);
        amounts = new Amounts(limit / LARGEST_PART);
        counterparties = new Counterparties(accounts, limit);
        standingOrders = new StandingOrders(accounts, counterparties, limit / LARGEST_PART, random);
    }

    @Override
    public Transfer next() {
        if (random.below(100) < STANDING_ORDERS_PERCENT) {
            return standingOrders.next(home(standingOrders.payer()));
        }
        int source = sources.draw(random);
        long cents = amounts.draw(random);
        int place = PLACES[random.below(PLACES.length)];
        int target = counterparties.pay(source, place, cents, random);
        int city = random.below(100) < AWAY_PERCENT ? random.below(cities) : home(source);
        return new Transfer(city, source, target, cents, null);
    }

    /**
     * A large payment to somebody whom the account has paid before, and may pay so much.
     *
     * @return null if none of some accounts, drawn by chance, can pay it
     */
    @Nullable
    Transfer large(long cents, SeededRandom chance) {
        for (int i = 0; i < TRIES; i++) {
            int source = chance.below(accounts);
            int place = 1 + chance.below(Counterparties.PLACES - 1);
            if (counterparties.canPayAgain(source, place, cents)) {
                int target = counterparties.pay(source, place, cents, chance);
                return new Transfer(home(source), source, target, cents, null);
            }
        }
        return null;
    }

    boolean hasPaid(int source, int target) {
        return counterparties.hasPaid(source, target);
    }

    private int home(int account) {
        return (int) ((SeededRandom.mix(~(long) account) >>> 1) % cities);
    }
}
