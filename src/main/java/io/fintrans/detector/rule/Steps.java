package io.fintrans.detector.rule;

/** At how many times the limit an episode is news: at 1 to 10 times, and from there on at twice as many each time. */
public enum Steps {
    /** What is measured must be more than the limit, and for a step more than so many times the limit. */
    MORE_THAN {
        @Override
        long times(long total, long limit) {
            return (total - 1) / limit;
        }
    },
    /** What is measured must be at least one more than the limit, and for a step so many times that. */
    AT_LEAST {
        @Override
        long times(long total, long limit) {
            return total / (limit + 1);
        }
    };

    private static final long DOUBLING_FROM = 10;

    /** The highest step that a total has reached; 0 for none. */
    long reached(long total, long limit) {
        long times = times(total, limit);
        if (times <= DOUBLING_FROM) {
            return times;
        }
        return DOUBLING_FROM * Long.highestOneBit(times / DOUBLING_FROM);
    }

    abstract long times(long total, long limit);
}
