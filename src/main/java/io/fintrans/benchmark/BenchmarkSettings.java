package io.fintrans.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the benchmark can be told; the defaults are the figures that are published.
 *
 * @param records how many payments
 * @param pairs between how many pairs, at least {@value Dataset#MIN_PAIRS}
 * @param rounds how often each variant is run
 * @param threads of each variant
 * @param steadySeconds how long the latency is measured, beside warming up; in thirds
 * @param only what to measure, of {@link #NAMES}; empty for all
 */
public record BenchmarkSettings(long records, int pairs, int rounds, int threads, int steadySeconds, Set<String> only) {
    static final String RESTORE = "restore";
    static final String LATENCY = "latency";
    static final String MEMORY = "memory";

    /** What can be measured. */
    public static final List<String> NAMES = names();

    public BenchmarkSettings {
        only = Set.copyOf(only);
        atLeast(1_000, records, "records");
        atLeast(Dataset.MIN_PAIRS, pairs, "pairs");
        atLeast(1, rounds, "rounds");
        atLeast(1, threads, "threads");
        atLeast(3, steadySeconds, "steady seconds");
        for (String name : only) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        name + " cannot be measured; what can is " + String.join(", ", NAMES));
            }
        }
    }

    boolean wants(String name) {
        return only.isEmpty() || only.contains(name);
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + " but was " + value);
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(Variant.keys());
        names.addAll(List.of(RESTORE, LATENCY, MEMORY));
        return List.copyOf(names);
    }
}
