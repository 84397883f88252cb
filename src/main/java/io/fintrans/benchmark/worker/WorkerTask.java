package io.fintrans.benchmark.worker;

import io.fintrans.benchmark.Dataset;
import io.fintrans.benchmark.Role;
import io.fintrans.benchmark.network.Mix;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a child JVM is to do.
 *
 * @param cities topics to read
 * @param records how many payments they hold
 * @param pairs between how many pairs
 * @param applicationId also the consumer group
 * @param stateDir for Streams
 * @param threads that process
 * @param alertTopic where the stock ways to do it write the pairs that they find; fintrans' detector has its own
 * @param mix of payments, for the rules of the network
 */
public record WorkerTask(
        Role role,
        String bootstrapServer,
        List<String> cities,
        long records,
        int pairs,
        String applicationId,
        Path stateDir,
        int threads,
        String alertTopic,
        Mix mix) {
    /** How far back a total reaches where there is a window: the detector's default. */
    static final Duration WINDOW = Duration.ofHours(24);
    /** How late a payment may come. */
    static final Duration LATENESS = Duration.ofMinutes(10);
    /** What a total must pass, in cents. */
    static final long THRESHOLD_MINOR_UNITS = Dataset.THRESHOLD * 100L;

    public WorkerTask {
        cities = List.copyOf(cities);
    }
}
