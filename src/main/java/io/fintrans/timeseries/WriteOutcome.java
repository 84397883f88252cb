package io.fintrans.timeseries;

import java.time.Duration;
import java.util.Optional;

/** What InfluxDB said to a write. */
public sealed interface WriteOutcome {
    /** All points are in. */
    record Taken() implements WriteOutcome {}

    /**
     * At least one point is not in, because of what it is; the others may be in.
     *
     * @param message InfluxDB's
     */
    record Refused(String message) implements WriteOutcome {
        /** Whether nothing else is wrong than that points are older than what the database keeps. */
        public boolean isExpired() {
            return message.contains("points beyond retention policy");
        }
    }

    /**
     * This user must not write here.
     *
     * @param message InfluxDB's
     */
    record Unauthorized(String message) implements WriteOutcome {}

    /** More bytes than InfluxDB takes at once. */
    record TooLarge() implements WriteOutcome {}

    /**
     * There is no such database, or bucket.
     *
     * @param message InfluxDB's
     */
    record NoDatabase(String message) implements WriteOutcome {}

    /**
     * Nobody knows what is in: write the same points again later.
     *
     * @param why for a human reader
     * @param after InfluxDB wants to be left alone for so long, if it said so
     */
    record Later(String why, Optional<Duration> after) implements WriteOutcome {}
}
