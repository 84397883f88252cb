package io.fintrans.generator.pattern;

import java.util.Arrays;

/**
 * Whom each account pays: a few others, again and again. When what one of them may get is used up, another comes.
 *
 * <p>This is what keeps honest pairs under the threshold: a pair gets a budget of at most nine tenths of the limit, and a
 * source comes back to a target only after it has paid every other account.
 */
final class Counterparties {
    /** How many others an account pays at one time. */
    static final int PLACES = 4;

    /** One account in fifty is a shop, an employer, a landlord: one that many pay. */
    private static final int ACCOUNTS_PER_HUB = 50;

    private final int accounts;
    private final int hubs;
    private final int stride;
    private final long limit;
    private final int[] target;
    private final long[] left;
    private final int[] met;

    /** @param limit what no honest pair reaches, in cents */
    Counterparties(int accounts, long limit) {
        this.accounts = accounts;
        this.limit = limit;
        hubs = Math.max(1, accounts / ACCOUNTS_PER_HUB);
        stride = Strides.coprimeTo(accounts - hubs);
        target = new int[accounts * PLACES];
        left = new long[accounts * PLACES];
        met = new int[accounts];
        Arrays.fill(target, -1);
    }

    /** Whether the counterparty in this place can get so much more. */
    boolean canPay(int source, int place, long cents) {
        return left[source * PLACES + place] >= cents;
    }

    /** Whether there is a counterparty in this place that has been paid before and can get so much more. */
    boolean canPayAgain(int source, int place, long cents) {
        return target[source * PLACES + place] >= 0 && canPay(source, place, cents);
    }

    /** Whether an account pays another now or has since it began, anew perhaps, with the first of all accounts. */
    boolean hasPaid(int source, int other) {
        for (int place = 0; place < PLACES; place++) {
            if (target[source * PLACES + place] == other) {
                return true;
            }
        }
        for (int n = 0; n < met[source]; n++) {
            if (acquaintance(source, n) == other) {
                return true;
            }
        }
        return false;
    }

    /**
     * Pays the counterparty in this place, a new one if the present one would get too much.
     *
     * @param cents at most half of the limit
     * @return the counterparty
     */
    int pay(int source, int place, long cents, SeededRandom random) {
        int at = source * PLACES + place;
        if (left[at] < cents) {
            target[at] = meet(source);
            left[at] = limit / 1000 * random.between(500, 900);
        }
        left[at] -= cents;
        return target[at];
    }

    private int meet(int source) {
        int other;
        do {
            other = acquaintance(source, met[source]);
            met[source] = (met[source] + 1) % accounts;
        } while (other == source);
        return other;
    }

    /** The n-th that the source meets: hubs and others in turn while there are hubs; all accounts differ. */
    private int acquaintance(int source, int n) {
        long start = SeededRandom.mix(source) >>> 1;
        if ((n & 1) == 0 && n / 2 < hubs) {
            return (int) ((start + n / 2) % hubs);
        }
        long others = (long) n - Math.min(hubs, (n + 1) / 2);
        int rest = accounts - hubs;
        return hubs + (int) ((start % rest + others * stride) % rest);
    }
}
