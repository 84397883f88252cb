package io.fintrans.ingest;

import io.fintrans.format.Formats;
import io.fintrans.format.PaymentFormat;
import io.fintrans.ingest.point.Points;
import io.fintrans.timeseries.Compression;
import java.time.Duration;
import java.util.List;

/**
 * What {@code fintrans ingest} does.
 *
 * @param cities their topics
 * @param group the consumer group; instances of one group share the work
 * @param format of the cities' records
 * @param pause at least so long between two requests of a partition; zero for as fast as InfluxDB answers
 */
public record IngestSettings(
        Points points,
        List<String> cities,
        PaymentFormat format,
        String group,
        Duration pause,
        Compression compression) {
    /** The consumer group where no other is asked for. */
    public static final String DEFAULT_GROUP = "fintrans-ingest";

    public IngestSettings {
        cities = List.copyOf(cities);
    }

    /** Where records are in the standard format. */
    public IngestSettings(Points points, List<String> cities, String group, Duration pause, Compression compression) {
        this(points, cities, Formats.STANDARD, group, pause, compression);
    }

    /** The topics that are read. */
    public List<String> topics() {
        return points.topics(cities);
    }
}
