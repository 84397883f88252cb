package io.fintrans.timeseries;

import java.util.Map;

/** A measurement with its tags, escaped once for all of its points. */
public final class Series {
    private final byte[] name;

    private Series(byte[] name) {
        this.name = name;
    }

    /**
     * Names a series.
     *
     * @param tags in the order in which they are written; InfluxDB likes them sorted
     * @throws IllegalArgumentException if a name cannot be escaped
     */
    public static Series of(String measurement, Map<String, String> tags) {
        LineProtocol line = new LineProtocol().measurement(measurement);
        tags.forEach(line::tag);
        return new Series(line.unfinished());
    }

    /** Not to be changed. */
    byte[] name() {
        return name;
    }
}
