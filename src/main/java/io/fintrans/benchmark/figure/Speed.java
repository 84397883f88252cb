package io.fintrans.benchmark.figure;

/**
 * How much was done in what time.
 *
 * @param records from the end of the warm-up to the last one committed
 * @param nanos for these
 */
public record Speed(long records, long nanos) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Records a second. */
    public long perSecond() {
        return Math.round((double) records * NANOS_PER_SECOND / Math.max(1, nanos));
    }
}
