package io.fintrans.reconcile.ledger;

import java.util.List;
import java.util.Map;

/** What the detector's own journal says it has handled of the records below the cut. */
public interface HandledCounts {
    /** How many payments of this partition of a city's topic. */
    long count(String topic, int partition);

    /** What they add up to, in minor units, modulo 2^64. */
    long sum(String topic, int partition);

    /** How many payments of each topic, the cities that the proof does not read among them. */
    default Map<String, Long> byTopic() {
        return Map.of();
    }

    /** How many records of that partition have been read, as far as it says. */
    default List<ReadRecords> read(String topic, int partition) {
        return List.of();
    }
}
