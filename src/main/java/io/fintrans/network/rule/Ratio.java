package io.fintrans.network.rule;

/**
 * How much of a payment is handed on: the following amount is so many thousandths of the one before.
 *
 * @param least in thousandths, at least 1
 * @param most in thousandths
 */
public record Ratio(int least, int most) {
    private static final int WHOLE = 1000;

    /** @throws IllegalArgumentException if no amount would do */
    public Ratio {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException(
                    "what is handed on is a part from " + least + " to " + most + " thousandths, which cannot be");
        }
    }

    /** Whether {@code following} may be {@code before} handed on. */
    boolean holds(long before, long following) {
        return before * least <= following * WHOLE && following * WHOLE <= before * most;
    }

    /** The same of sums of amounts, which may be so large that a thousand of them are no long any more. */
    boolean holdsOfSums(long before, long following) {
        return compare(before, least, following, WHOLE) <= 0 && compare(following, WHOLE, before, most) <= 0;
    }

    /** Compares two products of numbers that are not negative. */
    private static int compare(long one, long times, long other, long otherTimes) {
        int high = Long.compare(Math.multiplyHigh(one, times), Math.multiplyHigh(other, otherTimes));
        return high != 0 ? high : Long.compareUnsigned(one * times, other * otherTimes);
    }

    /** No amount that may have been handed on as {@code following} is smaller. */
    long leastBefore(long following) {
        return following * WHOLE / most;
    }

    /** No amount that may have been handed on as {@code following} is larger. */
    long mostBefore(long following) {
        return Math.min(Long.MAX_VALUE / (2 * WHOLE), following * WHOLE / least + 1);
    }
}
