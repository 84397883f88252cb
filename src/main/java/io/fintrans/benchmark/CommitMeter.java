package io.fintrans.benchmark;

import io.fintrans.benchmark.figure.Speed;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * Times a consumer group from outside, by the offsets that it has committed: the same for a plain consumer and for every topology,
 * and only what is committed counts.
 *
 * <p>The first fifth is warm-up. The clock starts at the first look that finds at least that much committed, from there on counts
 * what is committed later, and stops when everything is. So both ends are commits, and starting a JVM, joining the group and the
 * first compilation are outside.
 */
public final class CommitMeter {
    private static final int WARM_UP_DIVISOR = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration STALLED = Duration.ofSeconds(60);

    private final BrokerView broker;
    private final String group;
    private final Collection<String> inputs;
    private final Collection<String> internal;

    /**
     * @param inputs topics that hold all payments from the start
     * @param internal topics that the group writes to itself and must have read to the end, too
     */
    public CommitMeter(BrokerView broker, String group, Collection<String> inputs, Collection<String> internal) {
        this.broker = broker;
        this.group = group;
        this.inputs = inputs;
        this.internal = internal;
    }

    /**
     * Waits until the group has committed all there is.
     *
     * @param check throws if the group cannot go on
     */
    public Speed measure(Runnable check) {
        Map<TopicPartition, Long> ends = broker.ends(inputs);
        long total = ends.values().stream().mapToLong(Long::longValue).sum();
        Look start = new Look(0, System.nanoTime());
        Look moved = start;
        while (true) {
            check.run();
            Map<TopicPartition, Long> offsets = broker.committed(group);
            Look look = new Look(sumOf(offsets, ends), System.nanoTime());
            if (look.committed > moved.committed) {
                moved = look;
            }
            if (start.committed == 0 && look.isWarm(total)) {
                start = look;
            }
            if (look.committed >= total && isDrained(offsets)) {
                return new Speed(total - start.committed, look.nanos - start.nanos);
            }
            if (look.nanos - moved.nanos > STALLED.toNanos()) {
                throw new BenchmarkException("Group " + group + " has committed " + look.committed + " of " + total
                        + " records and is not done " + STALLED.toSeconds() + " s after the last of them");
            }
            pause();
        }
    }

    private record Look(long committed, long nanos) {
        /** Not if it is the end already: that would leave nothing to measure. */
        boolean isWarm(long total) {
            return committed * WARM_UP_DIVISOR >= total && committed < total;
        }
    }

    private boolean isDrained(Map<TopicPartition, Long> offsets) {
        if (internal.isEmpty()) {
            return true;
        }
        Map<TopicPartition, Long> begins = broker.begins(internal);
        return broker.ends(internal).entrySet().stream()
                .allMatch(end -> Math.max(begins.getOrDefault(end.getKey(), 0L), offsets.getOrDefault(end.getKey(), 0L))
                        >= end.getValue());
    }

    private static long sumOf(Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> wanted) {
        long sum = 0;
        for (TopicPartition partition : wanted.keySet()) {
            sum += offsets.getOrDefault(partition, 0L);
        }
        return sum;
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("The benchmark was interrupted.", e);
        }
    }
}
