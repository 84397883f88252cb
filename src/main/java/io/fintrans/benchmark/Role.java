package io.fintrans.benchmark;

/** What a child JVM is started for. */
public enum Role {
    /** A plain consumer that only counts. */
    COUNT,
    /** A Streams topology that reads and does nothing. */
    EMPTY,
    /** The same with {@code max.task.idle.ms} at 0, as Streams has it unless told otherwise. */
    EMPTY_IN_STEP,
    /** fintrans' own detector. */
    DETECT,
    /** The same, but what it has counted is not written on. */
    DETECT_ONLY,
    /** fintrans' own volume stage. */
    VOLUME,
    /** A running total per pair, no window, in Streams' in-memory store. */
    TOTAL_IN_MEMORY,
    /** The same in Streams' RocksDB store. */
    TOTAL_ROCKS_DB,
    /** The sliding windows of Streams' DSL, in memory. */
    SLIDING_WINDOW,
    /** The detector, started again without its state folder: only restores. */
    RESTORE,
    /** The detector, until it is told to stop. */
    STEADY,
    /** {@code fintrans backtest} over the cities' topics: the detector's judge without Streams. */
    BACKTEST,
    /** The graph and the rules of the network, without Kafka. */
    NETWORK_CORE,
    /** The network stage. */
    NETWORK_STAGE,
    /** The network stage, started again without its state folder: only restores. */
    NETWORK_RESTORE,
    /** The detector's window alone, without Kafka: only its memory. */
    MEMORY;

    /** Whether alerts are written as the detector writes them. */
    public boolean isDetector() {
        return this == DETECT || this == DETECT_ONLY;
    }
}
