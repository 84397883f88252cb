package io.fintrans.reader;

import org.apache.kafka.common.errors.SerializationException;

/**
 * How many bytes of keys and values one poll may bring. Kafka counts records, and ten thousand of 60 KB, which take a few kilobytes on a
 * broker's disk, are more than many heaps. A deserializer that throws ends a poll early: Kafka gives out what came before, and tries the
 * same record again in the next poll.
 */
final class PollBudget {
    private final long limit;
    private long taken;

    /** @param limit in bytes */
    PollBudget(long limit) {
        this.limit = limit;
    }

    /** A poll begins. */
    void begin() {
        taken = 0;
    }

    /** @throws SerializationException if there are records in the poll and this would be too much */
    void take(int bytes) {
        if (taken > 0 && taken + bytes > limit) {
            throw new SerializationException("The rest comes with the next poll");
        }
        taken += bytes;
    }
}
