package io.fintrans.benchmark.worker;

import io.fintrans.format.Formats;
import io.fintrans.format.PaymentFormat;
import io.fintrans.transaction.Payment;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SlidingWindows;
import org.apache.kafka.streams.state.Stores;

/**
 * The job as the manual of Kafka Streams would have it done: group by pair, sliding windows, sum, filter; in memory,
 * with a changelog.
 *
 * <p>The records are keyed by pair already ({@link io.fintrans.benchmark.Layout#BY_PAIR}), which spares it the repartition topic that
 * it would need behind a re-keying step: only the windows are measured.
 * Streams' in-memory window store is ordered by time, so each record makes it visit every instant of the window: the more records it
 * holds, the slower it is. It reads few of them here, which flatters it.
 */
final class SlidingWindowTopology {
    private SlidingWindowTopology() {}

    static Topology of(WorkerTask task) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<Bytes, Long> amounts = builder.stream(
                        task.cities(),
                        Consumed.with(Serdes.Bytes(), Serdes.ByteArray())
                                .withName("payments")
                                .withOffsetResetPolicy(AutoOffsetReset.earliest()))
                .mapValues(SlidingWindowTopology::amount, Named.as("amount"));
        // The DSL's window holds both its ends, ours only the later one.
        SlidingWindows windows =
                SlidingWindows.ofTimeDifferenceAndGrace(WorkerTask.WINDOW.minusMillis(1), WorkerTask.LATENESS);
        amounts.groupByKey(Grouped.with("by-pair", Serdes.Bytes(), Serdes.Long()))
                .windowedBy(windows)
                .reduce(
                        Math::addExact,
                        Named.as("sum"),
                        Materialized.<Bytes, Long>as(Stores.inMemoryWindowStore(
                                        "windows",
                                        WorkerTask.WINDOW.multipliedBy(2).plus(WorkerTask.LATENESS),
                                        WorkerTask.WINDOW.minusMillis(1),
                                        false))
                                .withKeySerde(Serdes.Bytes())
                                .withValueSerde(Serdes.Long()))
                .toStream(Named.as("totals"))
                .filter((window, total) -> total > WorkerTask.THRESHOLD_MINOR_UNITS, Named.as("over"))
                .selectKey((window, total) -> window.key(), Named.as("pair"))
                .to(
                        task.alertTopic(),
                        Produced.with(Serdes.Bytes(), Serdes.Long()).withName("alerts"));
        return builder.build();
    }

    private static long amount(byte[] value) {
        PaymentFormat format = Formats.STANDARD;
        return format.decode(value) instanceof Payment payment
                ? payment.amount().minorUnits()
                : 0;
    }
}
