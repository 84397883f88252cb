package io.fintrans.timeseries;

import java.time.Duration;

/** Durations as InfluxDB reads them. */
final class RetentionText {
    private static final Duration SHORT = Duration.ofDays(2);
    private static final Duration MEDIUM = Duration.ofDays(180);

    private RetentionText() {}

    /** For example {@code 1h}, {@code 90m}; {@code endless} for zero. */
    static String of(Duration duration, String endless) {
        long seconds = duration.toSeconds();
        if (seconds == 0) {
            return endless;
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /** How much time one file of points spans; these are InfluxDB's own choices. */
    static String shard(Duration retention) {
        if (retention.isZero() || retention.compareTo(MEDIUM) > 0) {
            return "168h";
        }
        return retention.compareTo(SHORT) < 0 ? "1h" : "24h";
    }
}
