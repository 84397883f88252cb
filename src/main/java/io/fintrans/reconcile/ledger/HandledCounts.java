package io.fintrans.reconcile.ledger;

import java.util.List;

/** What the detector's own journal says it has handled of the records below the cut. */
public interface HandledCounts {
    /** How many payments of this partition of a city's topic. */
    long count(String topic, int partition);

    /** What they add up to, in minor units, modulo 2^64. */
    long sum(String topic, int partition);

    /** How many records of that partition have been read, as far as it says. */
    default List<ReadRecords> read(String topic, int partition) {
        return List.of();
    }
}
