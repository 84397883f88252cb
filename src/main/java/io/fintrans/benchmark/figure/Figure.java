package io.fintrans.benchmark.figure;

import java.util.List;

/**
 * A figure of the report: what it is called, and what it has to reach.
 *
 * @param name in JSON, where dots mean nesting
 * @param title for the reader of the table
 * @param decimals to show
 */
public record Figure(String name, String title, int decimals, Bar bar) {
    /** All of them, in the order of the report. */
    public static final List<Figure> ALL = List.of(
            new Figure("throughput.plainConsumer", "plain consumer, records/s", 0, Bar.NONE),
            new Figure("throughput.emptyTopology", "empty topology, records/s", 0, Bar.NONE),
            new Figure("throughput.emptyTopologyInStep", "empty topology, cities in step, records/s", 0, Bar.NONE),
            new Figure("throughput.detector", "detector, records/s", 0, Bar.NONE),
            new Figure("throughput.withoutAccepted", "detector, --accepted off, records/s", 0, Bar.NONE),
            new Figure("throughput.backtest", "backtest from the topics, payments/s", 0, Bar.atLeast(1_000_000)),
            new Figure("throughput.volume", "volume stage, records/s", 0, Bar.NONE),
            new Figure("throughput.streamsInMemory", "running total in memory, records/s", 0, Bar.NONE),
            new Figure("throughput.streamsRocksDb", "running total in RocksDB, records/s", 0, Bar.NONE),
            new Figure("throughput.streamsSlidingWindow", "DSL sliding windows in memory, records/s", 0, Bar.NONE),
            new Figure("throughput.skewed", "detector, skewed accounts, records/s", 0, Bar.NONE),
            new Figure("throughput.rekeyed", "detector, no keys, records/s", 0, Bar.NONE),
            new Figure("throughput.preparedRequests", "prepared requests into InfluxDB, points/s", 0, Bar.NONE),
            new Figure("throughput.ingest", "ingest into InfluxDB, points/s", 0, Bar.NONE),
            new Figure("network.stage.ordinary", "network stage, payments/s", 0, Bar.atLeast(400_000)),
            new Figure("network.stage.skewed", "network stage, one shop 5 %, payments/s", 0, Bar.NONE),
            new Figure("network.stage.payroll", "network stage, payrolls, payments/s", 0, Bar.NONE),
            new Figure("ratios.networkSkewedToOrdinary", "network stage, skewed / ordinary", 2, Bar.atLeast(0.7)),
            new Figure("ratios.networkPayrollToOrdinary", "network stage, payrolls / ordinary", 2, Bar.atLeast(0.7)),
            new Figure("network.restore", "network restored, payments/s", 0, Bar.NONE),
            new Figure("ratios.networkRestoreToStage", "network restored / the stage's own rate", 2, Bar.atLeast(2.5)),
            new Figure("network.core.ordinary", "network's core, payments a CPU second", 0, Bar.NONE),
            new Figure("network.core.skewed", "the same, one shop 5 %", 0, Bar.NONE),
            new Figure("network.core.payroll", "the same, payrolls", 0, Bar.NONE),
            new Figure("network.core.round", "the same, round amounts", 0, Bar.NONE),
            new Figure("network.lastToSecond", "network's core, last / second tenth", 2, Bar.atLeast(0.8)),
            new Figure("network.bytesPerPayment", "network's memory, bytes/payment", 1, Bar.atMost(76)),
            new Figure("network.journalBytesPerPayment", "episodes in its journal, bytes/payment", 1, Bar.NONE),
            new Figure("network.cutPercent.ordinary", "searches cut, % of payments", 3, Bar.atMost(0.1)),
            new Figure("network.cutPercent.skewed", "the same, one shop 5 %", 3, Bar.atMost(0.1)),
            new Figure("network.cutPercent.payroll", "the same, payrolls", 3, Bar.atMost(0.1)),
            new Figure("network.cutPercent.round", "the same, round amounts", 3, Bar.atMost(0.1)),
            new Figure("ratios.detectorToEmptyTopology", "detector / empty topology", 2, Bar.atLeast(0.48)),
            new Figure("ratios.detectorToEmptyTopologyInStep", "detector / the same in step", 2, Bar.atLeast(0.72)),
            new Figure("ratios.withoutAcceptedToEmptyTopologyInStep", "--accepted off / the same in step", 2, Bar.NONE),
            new Figure("ratios.detectorToPlainConsumer", "detector / plain consumer", 2, Bar.NONE),
            new Figure("ratios.detectorToStreamsInMemory", "detector / running total in memory", 2, Bar.atLeast(4)),
            new Figure("ratios.detectorToStreamsRocksDb", "detector / running total in RocksDB", 2, Bar.atLeast(6.5)),
            new Figure("ratios.detectorToStreamsSlidingWindow", "detector / DSL sliding windows", 2, Bar.atLeast(200)),
            new Figure("ratios.withoutAcceptedToDetector", "--accepted off / on", 2, Bar.NONE),
            new Figure("ratios.volumeToDetector", "volume stage / detector", 2, Bar.atLeast(1)),
            new Figure("ratios.ingestToPreparedRequests", "ingest / prepared requests", 2, Bar.atLeast(0.8)),
            new Figure("ratios.skewedToDetector", "skewed / uniform", 2, Bar.atLeast(0.8)),
            new Figure("ratios.rekeyedToDetector", "no keys / keyed", 2, Bar.atLeast(0.5)),
            new Figure("restore.paymentsPerSecond", "restored from the journal, payments/s", 0, Bar.NONE),
            new Figure("ratios.restoreToDetector", "restored / the detector's own rate", 2, Bar.atLeast(5)),
            new Figure("memory.bytesPerPayment", "memory, bytes/payment", 1, Bar.atMost(44)),
            new Figure("memory.bytesPerPaymentManyPairs", "memory, as many pairs as payments", 1, Bar.atMost(76)),
            new Figure("changelog.amplification", "journal bytes / input bytes", 2, Bar.atMost(1.5)),
            new Figure("accepted.amplification", "journal and accepted bytes / input bytes", 2, Bar.atMost(1.5)),
            new Figure("latency.acknowledgedMillis.p99", "payment acknowledged, p99 ms", 1, Bar.NONE),
            new Figure("latency.uncommittedMillis.p50", "alert readable uncommitted, p50 ms", 1, Bar.NONE),
            new Figure("latency.uncommittedMillis.p99", "alert readable uncommitted, p99 ms", 1, Bar.NONE),
            new Figure("latency.uncommittedMillis.p999", "alert readable uncommitted, p99.9 ms", 1, Bar.NONE),
            new Figure("latency.committedMillis.p50", "alert readable committed, p50 ms", 1, Bar.NONE),
            new Figure("latency.committedMillis.p99", "alert readable committed, p99 ms", 1, Bar.NONE),
            new Figure("latency.committedMillis.p999", "alert readable committed, p99.9 ms", 1, Bar.NONE),
            new Figure(
                    "latency.uncommittedMillis.p99LessAcknowledged",
                    "uncommitted less acknowledged, p99 ms",
                    1,
                    Bar.atMost(50)),
            new Figure(
                    "latency.committedMillis.p99LessAcknowledged",
                    "committed less acknowledged, p99 ms",
                    1,
                    Bar.atMost(250)));
}
