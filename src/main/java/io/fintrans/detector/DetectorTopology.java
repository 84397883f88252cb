package io.fintrans.detector;

import io.fintrans.alert.Alert;
import io.fintrans.detector.state.AcceptedFeed;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.WindowStore;
import io.fintrans.streams.Journal;
import io.fintrans.streams.RecordTimes;
import io.fintrans.topic.ConsumedDeserializer;
import io.fintrans.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
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
 * Moscow  │            │    ▲     ├─▶ fintrans.alerts.shadow
 * Tokyo  ─┘            │    │     ├─▶ fintrans.accepted
 *                      │    │     ├─▶ fintrans.rejected
 *                      │    │     │
 *                      ├────┼─────┤
 *                      ▼    │     │
 *        fintrans.by-source ──▶ decode-by-source
 * </pre>
 *
 * <p>It is one sub-topology: task {@code i} reads partition {@code i} of all these topics and holds the windows of the accounts
 * that Kafka's partitioner puts there. Accounts are spread over as many tasks as {@code fintrans.by-source} has partitions, the
 * owners. A city may have more partitions, also from one minute to the next: tasks beyond the owners read and send on.
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
    static final String TO_SHADOW = "to-shadow-alerts";
    static final String TO_REJECTED = "to-rejected";
    static final String TO_BY_SOURCE = "to-by-source";

    static final String ACCEPTED = "accepted";
    static final String TO_ACCEPTED = "to-accepted";

    private DetectorTopology() {}

    /**
     * The journal of the windows.
     *
     * @param applicationId of the detector
     * @param cities that it reads
     * @param window and {@code lateness} as of {@link DetectorSettings}
     */
    public static Journal journal(String applicationId, List<String> cities, Duration window, Duration lateness) {
        return new Journal(
                "detect",
                applicationId,
                applicationId + "-" + WINDOW + "-changelog",
                "the detector's journal: the windows of its tasks",
                DetectorSettings.journalSettings(window, lateness),
                cities,
                List.of(Topics.BY_SOURCE),
                List.of(Topics.ALERTS, Topics.SHADOW_ALERTS, Topics.REJECTED, Topics.ACCEPTED),
                List.of(Topics.RULES),
                window.plus(lateness.multipliedBy(2)),
                window);
    }

    /** Builds the flow where no topic ever has more partitions than {@code fintrans.by-source}. */
    public static Topology build(DetectorSettings settings, Clock clock, Consumer<Alert> listener) {
        return build(settings, settings::owners, clock, listener);
    }

    /**
     * Builds the flow.
     *
     * @param tasks how many there are by now: the most partitions of any topic that is read; never fewer than before
     * @param listener is told each alert when it is raised; after a crash it may be told again
     */
    public static Topology build(DetectorSettings settings, IntSupplier tasks, Clock clock, Consumer<Alert> listener) {
        return build(settings, tasks, clock, listener, context -> new GroupPositions(context, settings.cities()));
    }

    /** @param positions tells a task how far the cities have been read */
    static Topology build(
            DetectorSettings settings,
            IntSupplier tasks,
            Clock clock,
            Consumer<Alert> listener,
            Function<ProcessorContext<?, ?>, ReadPositions> positions) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        ByteArraySerializer toBytes = new ByteArraySerializer();
        KnownRules rules = new KnownRules(settings.ruleSource(), settings.lateness());
        MemoryBudget memory = new MemoryBudget(settings.memory());
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                CITIES,
                new RecordTimes(clock),
                bytes,
                new ConsumedDeserializer(settings.format()),
                settings.cities().toArray(String[]::new));
        topology.addSource(
                AutoOffsetReset.earliest(), BY_SOURCE, new BySourceTimes(clock), bytes, bytes, Topics.BY_SOURCE);
        topology.addProcessor(DECODE, () -> new Decoder(settings, tasks), CITIES);
        topology.addProcessor(DECODE_BY_SOURCE, () -> new BySourceDecoder(settings, positions), BY_SOURCE);
        topology.addProcessor(
                RULE, () -> new Detector(rules, settings.accepted(), tasks, listener), DECODE, DECODE_BY_SOURCE);
        topology.addStateStore(
                WindowStore.builder(
                        WINDOW,
                        rules::now,
                        settings.forJournal(),
                        memory,
                        () -> Watermarks.first(tasks.getAsInt()),
                        DetectorSettings.journalSettings(settings.window(), settings.lateness())),
                DECODE,
                RULE);
        if (settings.accepted()) {
            topology.addStateStore(
                    AcceptedFeed.builder(
                            ACCEPTED,
                            new AcceptedFeed.Settings(TO_ACCEPTED, settings.owners(), settings.lateness(), memory)),
                    RULE);
            topology.addSink(TO_ACCEPTED, Topics.ACCEPTED, toBytes, toBytes, new AllPartitions(), RULE);
        }
        topology.addSink(TO_ALERTS, Topics.ALERTS, toBytes, toBytes, RULE);
        topology.addSink(TO_SHADOW, Topics.SHADOW_ALERTS, toBytes, toBytes, RULE);
        topology.addSink(TO_REJECTED, Topics.REJECTED, toBytes, toBytes, DECODE, DECODE_BY_SOURCE, RULE);
        topology.addSink(
                TO_BY_SOURCE, Topics.BY_SOURCE, toBytes, toBytes, new AccountPartitioner(settings.owners()), DECODE);
        return topology;
    }
}
