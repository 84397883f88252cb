package io.fintrans.timeseries;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What InfluxDB said to a write. */
public sealed interface WriteOutcome {
    /** What servers say of a measurement whose fields have other types: InfluxDB 1.x and 2.x, then 3.x. */
    Pattern MISFIT = Pattern.compile("field type conflict|invalid column type|type conflict for column");
    /** What servers say when they are full, whatever the point is: InfluxDB 1.x, 2.x, then 3.x. */
    Pattern FULL = Pattern.compile(
            "limit exceeded|would exceed (limit|number)|cache-max-memory-size|retention policy not found");

    /** What a refusal means: only what is said about a point is about a point. */
    static WriteOutcome ofRefusal(String message) {
        if (MISFIT.matcher(message).find()) {
            return new Misfit(message);
        }
        return FULL.matcher(message).find() ? new Later(message, Optional.empty()) : new Refused(message);
    }

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
     * No point of its measurement will ever be in: the database has a field or tag of it with another type.
     *
     * @param message InfluxDB's
     */
    record Misfit(String message) implements WriteOutcome {}

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
