package io.fintrans.benchmark;

import io.fintrans.benchmark.figure.Figures;
import io.fintrans.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What the detector does at a steady rate: how long an alert takes, and how much it writes for each byte of input. The
 * detector must be running already.
 */
final class SteadyRun {
    /** Not counted: the first payments find a JVM that has compiled nothing. */
    static final int WARM_UP_SECONDS = 6;
    /** Parts of the time that is measured: the rounds of these figures. */
    private static final int PARTS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final double NANOS_PER_MILLI = 1e6;

    private final String bootstrapServer;
    private final BrokerView broker;
    private final Dataset dataset;
    private final String applicationId;
    private final SteadyLoad load;
    private final int seconds;

    /** @param seconds how long to measure, after the warm-up */
    SteadyRun(
            String bootstrapServer,
            BrokerView broker,
            Dataset dataset,
            String applicationId,
            int seconds,
            Clock clock) {
        this.bootstrapServer = bootstrapServer;
        this.broker = broker;
        this.dataset = dataset;
        this.applicationId = applicationId;
        this.seconds = seconds;
        this.load = new SteadyLoad(bootstrapServer, dataset, clock);
    }

    void measure(Figures figures) {
        try (AlertWatch uncommitted = new AlertWatch(bootstrapServer, "read_uncommitted", load);
                AlertWatch committed = new AlertWatch(bootstrapServer, "read_committed", load)) {
            load.run((long) WARM_UP_SECONDS * Dataset.PER_SECOND);
            double acknowledged = load.acknowledged().getValueAtPercentile(99) / NANOS_PER_MILLI;
            figures.add("latency.acknowledgedMillis.p99", acknowledged);
            if (!await(uncommitted) || !await(committed)) {
                figures.disagree();
            }
            addLatencies(figures, "latency.uncommittedMillis", uncommitted, acknowledged);
            addLatencies(figures, "latency.committedMillis", committed, acknowledged);
        }
        double journal = broker.bytesOnDisk(topic -> topic.startsWith(applicationId + "-"));
        double input = broker.bytesOnDisk(
                topic -> dataset.cities().stream().anyMatch(city -> city.name().equals(topic)));
        figures.add("changelog.amplification", journal / input);
        double accepted = broker.bytesOnDisk(Topics.ACCEPTED::equals);
        figures.add("accepted.amplification", (journal + accepted) / input);
    }

    /** @param acknowledged what the slowest hundredth of payments waited for the broker alone, in milliseconds */
    private void addLatencies(Figures figures, String name, AlertWatch watch, double acknowledged) {
        int warm = WARM_UP_SECONDS * SteadyLoad.PROBES_PER_SECOND;
        int perPart = seconds * SteadyLoad.PROBES_PER_SECOND / PARTS;
        for (int part = 0; part < PARTS; part++) {
            Histogram histogram = new Histogram(3);
            for (int probe = warm + part * perPart; probe < warm + (part + 1) * perPart; probe++) {
                if (watch.latencyNanos(probe) >= 0) {
                    histogram.recordValue(watch.latencyNanos(probe));
                }
            }
            figures.add(name + ".p50", histogram.getValueAtPercentile(50) / NANOS_PER_MILLI);
            double slowest = histogram.getValueAtPercentile(99) / NANOS_PER_MILLI;
            figures.add(name + ".p99", slowest);
            figures.add(name + ".p99LessAcknowledged", Math.max(0, slowest - acknowledged));
            figures.add(name + ".p999", histogram.getValueAtPercentile(99.9) / NANOS_PER_MILLI);
        }
    }

    private static boolean await(AlertWatch watch) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!watch.isComplete() && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return watch.isComplete();
    }
}
