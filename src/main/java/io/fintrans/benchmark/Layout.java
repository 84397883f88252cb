package io.fintrans.benchmark;

/** How a data set's payments are spread over accounts, and how its records are keyed. */
public enum Layout {
    /** All accounts send equally much; records are keyed by source, as fintrans' own generator does it. */
    UNIFORM,
    /** One account in a hundred sends half of all payments; keyed by source. */
    SKEWED,
    /** As {@link #UNIFORM}, but no record has a key and none is in the partition of its source: all must be re-keyed. */
    KEYLESS,
    /**
     * As {@link #UNIFORM}, but keyed by source and target, in the partition of the source: saves a topology that groups by
     * pair a repartition topic.
     */
    BY_PAIR
}
