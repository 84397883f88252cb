package io.fintrans.generator.pattern;

import java.math.BigInteger;

/**
 * Draws the account that pays next: a few pay very often, most seldom, by Zipf's law with its top flattened.
 *
 * <p>Walker's alias method as Vose builds it (<em>A linear algorithm for generating random numbers with a given
 * distribution</em>, 1991), in integers, so that a draw costs one random number and the same on every machine.
 */
final class AccountActivity {
    /** Rank r weighs 1 / (r + FLATTENING): of 10000 accounts the busiest makes 0.4 % of the payments, a hundred 20 %. */
    private static final int FLATTENING = 50;

    private static final long ONE = 1L << 31;

    /** How much of the column's place is its own account's, of {@link #ONE}. */
    private final int[] own;

    private final int[] alias;
    private final int stride;

    AccountActivity(int accounts) {
        own = new int[accounts];
        alias = new int[accounts];
        stride = Strides.coprimeTo(accounts);
        long[] weight = new long[accounts];
        long total = 0;
        for (int rank = 0; rank < accounts; rank++) {
            weight[rank] = (1L << 38) / (rank + FLATTENING);
            total += weight[rank];
        }
        for (int rank = 0; rank < accounts; rank++) {
            weight[rank] = scaled(weight[rank], accounts, total);
        }
        fill(weight);
    }

    int draw(SeededRandom random) {
        long bits = random.next();
        int column = (int) (((bits >>> 32) * own.length) >>> 32);
        int rank = (bits & (ONE - 1)) < own[column] ? column : alias[column];
        // Ranks are scattered over the accounts, so that an account's number tells nothing about it.
        return (int) ((long) rank * stride % own.length);
    }

    /** The weight where the average weight is {@link #ONE}. */
    private static long scaled(long weight, int accounts, long total) {
        return BigInteger.valueOf(weight)
                .multiply(BigInteger.valueOf(accounts * ONE))
                .divide(BigInteger.valueOf(total))
                .longValueExact();
    }

    /** Pours what the heavy have too much into the columns of the light, until each column holds {@link #ONE}. */
    private void fill(long[] weight) {
        int[] light = new int[weight.length];
        int[] heavy = new int[weight.length];
        int lights = 0;
        int heavies = 0;
        for (int rank = 0; rank < weight.length; rank++) {
            if (weight[rank] < ONE) {
                light[lights++] = rank;
            } else {
                heavy[heavies++] = rank;
            }
        }
        while (lights > 0 && heavies > 0) {
            int small = light[--lights];
            int large = heavy[heavies - 1];
            own[small] = (int) weight[small];
            alias[small] = large;
            weight[large] -= ONE - weight[small];
            if (weight[large] < ONE) {
                light[lights++] = large;
                heavies--;
            }
        }
        // What is left is ONE but for rounding.
        while (heavies > 0) {
            settle(heavy[--heavies]);
        }
        while (lights > 0) {
            settle(light[--lights]);
        }
    }

    private void settle(int rank) {
        own[rank] = Integer.MAX_VALUE;
        alias[rank] = rank;
    }
}
