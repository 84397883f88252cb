package io.fintrans.benchmark.quality;

/** Where the true value is, with 95 % certainty. */
public record Interval(double least, double most) {
    /** So many standard deviations around its mean hold 95 % of a normal distribution. */
    private static final double Z = 1.959964;

    private static final double Z2 = Z * Z;

    /**
     * Of a share, as Wilson has it (<em>Probable inference, the law of succession, and statistical inference</em>, 1927).
     *
     * @param of more than 0
     */
    static Interval ofShare(long part, long of) {
        double share = (double) part / of;
        double middle = share + Z2 / (2 * of);
        double half = Z * Math.sqrt(share * (1 - share) / of + Z2 / (4.0 * of * of));
        double whole = 1 + Z2 / of;
        return new Interval(Math.max(0, (middle - half) / whole), Math.min(1, (middle + half) / whole));
    }

    /** Of how many there are where each comes by itself: the score interval of a Poisson distribution's mean. */
    static Interval ofCount(long count) {
        double middle = count + Z2 / 2;
        double half = Z * Math.sqrt(count + Z2 / 4);
        return new Interval(Math.max(0, middle - half), middle + half);
    }

    Interval dividedBy(double divisor) {
        return new Interval(least / divisor, most / divisor);
    }
}
