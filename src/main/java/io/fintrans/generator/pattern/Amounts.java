package io.fintrans.generator.pattern;

/**
 * Draws amounts that look like what people pay: many small ones, a long tail, endings like prices and round sums.
 *
 * <p>All in cents and integers: a table of quantiles, straight lines between them, and an ending.
 */
final class Amounts {
    /** The smallest, then what a tenth pay at most, two tenths, and so on to nine tenths, in cents. */
    private static final long[] TENTHS = {150, 480, 850, 1_300, 1_900, 2_900, 4_300, 6_500, 10_500, 21_000};
    /** The same for the upper tenth, in tenths of it. */
    private static final long[] UPPER_HUNDREDTHS = {
        21_000, 23_000, 25_500, 28_500, 32_000, 36_500, 43_000, 54_000, 75_000, 120_000, 300_000
    };

    private static final int STEPS_BITS = 10;

    private final long[] quantiles = new long[(1 << STEPS_BITS) + 1];

    /** @param most the largest amount in cents, at least 100 */
    Amounts(long most) {
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = Math.min(most, quantile((i * 100_000L) >> STEPS_BITS));
        }
    }

    /** From 1.00 to the largest, in cents. */
    long draw(SeededRandom random) {
        long bits = random.next();
        int step = (int) (bits >>> (64 - STEPS_BITS));
        long fraction = (bits >>> 16) & 0xFFFF;
        long low = quantiles[step];
        long cents = low + (((quantiles[step + 1] - low) * fraction) >> 16);
        return Math.max(100, ended(cents, (int) (bits & 7)));
    }

    /** Never more than {@code cents}. */
    private static long ended(long cents, int ending) {
        return switch (ending) {
            case 0, 1 -> down(cents, 100);
            case 2 -> cents >= 2_000 ? down(cents, 500) : down(cents, 100);
            case 3, 4 -> down(cents + 1, 100) - 1;
            case 5 -> down(cents, 50);
            default -> cents;
        };
    }

    private static long down(long cents, long unit) {
        return cents - cents % unit;
    }

    /** @param rank of 100000 */
    private static long quantile(long rank) {
        return rank < 90_000
                ? between(TENTHS, UPPER_HUNDREDTHS[0], rank, 10_000)
                : between(UPPER_HUNDREDTHS, UPPER_HUNDREDTHS[10], rank - 90_000, 1_000);
    }

    private static long between(long[] points, long last, long rank, long width) {
        int point = (int) (rank / width);
        long low = point < points.length ? points[point] : last;
        long high = point + 1 < points.length ? points[point + 1] : last;
        return low + (high - low) * (rank % width) / width;
    }
}
