package io.fintrans.benchmark;

import java.util.Arrays;
import java.util.List;

/** A way to do the job, or a kind of traffic to do it with, whose throughput is measured. */
public enum Variant {
    PLAIN_CONSUMER("plainConsumer", Role.COUNT, "", Layout.UNIFORM, 1),
    EMPTY_TOPOLOGY("emptyTopology", Role.EMPTY, "", Layout.UNIFORM, 1),
    EMPTY_IN_STEP("emptyTopologyInStep", Role.EMPTY_IN_STEP, "", Layout.UNIFORM, 1),
    DETECTOR("detector", Role.DETECT, "", Layout.UNIFORM, 1),
    WITHOUT_ACCEPTED("withoutAccepted", Role.DETECT_ONLY, "", Layout.UNIFORM, 1),
    BACKTEST("backtest", Role.BACKTEST, "", Layout.UNIFORM, 1),
    VOLUME("volume", Role.VOLUME, "half.", Layout.UNIFORM, 2),
    STREAMS_IN_MEMORY("streamsInMemory", Role.TOTAL_IN_MEMORY, "fifth.", Layout.UNIFORM, 5),
    STREAMS_ROCKS_DB("streamsRocksDb", Role.TOTAL_ROCKS_DB, "tenth.", Layout.UNIFORM, 10),
    STREAMS_SLIDING_WINDOW("streamsSlidingWindow", Role.SLIDING_WINDOW, "by-pair.", Layout.BY_PAIR, 2_000),
    SKEWED("skewed", Role.DETECT, "skewed.", Layout.SKEWED, 1),
    REKEYED("rekeyed", Role.DETECT, "keyless.", Layout.KEYLESS, 2);

    /** Fewer would hold too few pairs over the threshold for a comparison; {@link BenchmarkSettings} asks for as many. */
    private static final long FEWEST = 1_000;

    private final String key;
    private final Role role;
    private final String prefix;
    private final Layout layout;
    private final int divisor;

    /**
     * @param key its name in the report
     * @param prefix of the topics that it reads
     * @param divisor the part of all records that it reads: the slow ones need not read all
     */
    Variant(String key, Role role, String prefix, Layout layout, int divisor) {
        this.key = key;
        this.role = role;
        this.prefix = prefix;
        this.layout = layout;
        this.divisor = divisor;
    }

    /** Its name in the report and on the command line. */
    public String key() {
        return key;
    }

    Role role() {
        return role;
    }

    /** Whether it finds pairs; the others only read. */
    boolean finds() {
        return switch (role) {
            case COUNT, EMPTY, EMPTY_IN_STEP, VOLUME -> false;
            default -> true;
        };
    }

    /** What it reads. */
    Dataset dataset(BenchmarkSettings settings, long endMillis) {
        return new Dataset(prefix, layout, Math.max(FEWEST, settings.records() / divisor), settings.pairs(), endMillis);
    }

    /** All keys. */
    static List<String> keys() {
        return Arrays.stream(values()).map(Variant::key).toList();
    }
}
