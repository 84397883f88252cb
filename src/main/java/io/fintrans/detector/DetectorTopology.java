package io.fintrans.detector;

import io.fintrans.alert.Alert;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.WindowStore;
import io.fintrans.format.TextFormat;
import io.fintrans.streams.RecordTimes;
import io.fintrans.topic.Topics;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * The detector's flow, as Kafka Streams runs it.
 *
 * <pre>
 * London ─┐
 * NYC     │
 * SF      ├─▶ decode ──┬─▶ rule ──┬─▶ fintrans.alerts
 * Moscow  │            │    ▲     │
 * Tokyo  ─┘            │    │     ├─▶ fintrans.rejected
 *                      │    │     │
 *                      ├────┼─────┤
 *                      ▼    │     │
 *        fintrans.by-source ──▶ decode-by-source
 * </pre>
 *
 * <p>It is one sub-topology: task {@code i} reads partition {@code i} of all these topics and holds the windows of the accounts
 * that Kafka's partitioner puts there.
 */
public final class DetectorTopology {
    /** The state store, and the last part but one of the journal's name. */
    public static final String WINDOW = "window";

    static final String CITIES = "cities";
    static final String DECODE = "decode";
    static final String BY_SOURCE = "by-source";
    static final String DECODE_BY_SOURCE = "decode-by-source";
    static final String RULE = "rule";
    static final String TO_ALERTS = "to-alerts";
    static final String TO_REJECTED = "to-rejected";
    static final String TO_BY_SOURCE = "to-by-source";

    private DetectorTopology() {}

    /**
     * Builds the flow.
     *
     * @param listener is told each alert when it is raised; after a crash it may be told again
     */
    public static Topology build(DetectorSettings settings, Clock clock, Consumer<Alert> listener) {
        return build(settings, clock, listener, context -> new GroupPositions(context, settings.cities()));
    }

    /** @param positions tells a task how far the cities have been read */
    static Topology build(
            DetectorSettings settings,
            Clock clock,
            Consumer<Alert> listener,
            Function<ProcessorContext<?, ?>, ReadPositions> positions) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        ByteArraySerializer toBytes = new ByteArraySerializer();
        TextFormat format = new TextFormat();
        MemoryBudget memory = new MemoryBudget(settings.memory());
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                CITIES,
                new RecordTimes(clock),
                bytes,
                bytes,
                settings.cities().toArray(String[]::new));
        topology.addSource(
                AutoOffsetReset.earliest(), BY_SOURCE, new BySourceTimes(clock), bytes, bytes, Topics.BY_SOURCE);
        topology.addProcessor(DECODE, () -> new Decoder(format, settings), CITIES);
        topology.addProcessor(DECODE_BY_SOURCE, () -> new BySourceDecoder(format, settings, positions), BY_SOURCE);
        topology.addProcessor(RULE, () -> new Detector(settings, listener), DECODE, DECODE_BY_SOURCE);
        topology.addStateStore(
                WindowStore.builder(
                        WINDOW,
                        settings.forJournal(),
                        memory,
                        Watermarks.first(settings.partitions()),
                        settings.journalTopicSettings()),
                RULE);
        topology.addSink(TO_ALERTS, Topics.ALERTS, toBytes, toBytes, RULE);
        topology.addSink(TO_REJECTED, Topics.REJECTED, toBytes, toBytes, DECODE, DECODE_BY_SOURCE, RULE);
        topology.addSink(TO_BY_SOURCE, Topics.BY_SOURCE, toBytes, toBytes, new AccountPartitioner(), DECODE);
        return topology;
    }
}
