package io.fintrans.generator.pattern;

/** Rent, wages and subscriptions: each account pays one of them, the same sum at the same interval. */
final class StandingOrders {
    /** The place among the {@link Counterparties} that the standing order has. */
    static final int PLACE = 0;

    private final SeededRandom random;
    private final Counterparties counterparties;
    private final long most;
    private final int[] amount;
    private int source;

    /** @param most the largest amount in cents, at least 100 */
    StandingOrders(int accounts, Counterparties counterparties, long most, SeededRandom random) {
        this.random = random;
        this.counterparties = counterparties;
        this.most = most;
        amount = new int[accounts];
    }

    /** The next one that is due: they are paid in turn, so that the same one is due again after all the others. */
    Transfer next(int city) {
        int payer = source;
        source = (source + 1) % amount.length;
        if (amount[payer] == 0 || !counterparties.canPay(payer, PLACE, amount[payer])) {
            amount[payer] = (int) Math.min(most, agreed());
        }
        int target = counterparties.pay(payer, PLACE, amount[payer], random);
        return new Transfer(city, payer, target, amount[payer], null);
    }

    /** Who pays the next one. */
    int payer() {
        return source;
    }

    private int agreed() {
        return switch (random.below(16)) {
            case 0, 1 -> 1_000 * random.between(45, 180); // a rent
            case 2 -> random.between(120_000, 390_000); // wages
            case 3, 4, 5, 6 -> 100 * random.between(25, 120); // a club, a phone
            default -> 100 * random.between(5, 30) - 1; // a subscription
        };
    }
}
