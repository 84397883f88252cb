package io.fintrans.detector.rule;

/** At how many times the threshold an episode is news: at 1 to 10 times, and from there on at twice as many each time. */
final class Steps {
    private static final long DOUBLING_FROM = 10;

    private Steps() {}

    /** The highest step that a total has strictly passed; 0 for none. */
    static long reached(long total, long threshold) {
        long times = (total - 1) / threshold;
        if (times <= DOUBLING_FROM) {
            return times;
        }
        return DOUBLING_FROM * Long.highestOneBit(times / DOUBLING_FROM);
    }
}
