package io.fintrans.detector;

import io.fintrans.alert.Alert;
import io.fintrans.detector.state.AcceptedFeed;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.WindowStore;
import io.fintrans.streams.Journal;
import io.fintrans.streams.RecordTimes;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.ConsumedDeserializer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

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
 *                   exchange ──▶ decode-exchange
 * </pre>
 *
 * <p>It is one sub-topology: task {@code i} reads partition {@code i} of all these topics and holds the windows of the accounts
 * that Kafka's partitioner puts there. Accounts are spread over as many tasks as the exchange has partitions, the owners. A city may have more partitions, also from one minute to the next: tasks beyond the owners read and send on.
 */
public final class DetectorTopology {
    /**
     * What the detector wants of Streams: a task handles what it has, and does not wait for a city that is slower. Time waits for it
     * instead, see {@link ReadProgress}.
     */
    public static final Map<String, Object> PROPERTIES =
            Map.of(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);

    /** The state store, and the last part but one of the journal's name. */
    public static final String WINDOW = "window";

    static final String CITIES = "cities";
    static final String DECODE = "decode";
    static final String EXCHANGE = "exchange";
    static final String EXCHANGED = "exchanged";
    static final String DECODE_EXCHANGE = "decode-exchange";
    static final String TO_EXCHANGE = "to-exchange";
    static final String BY_SOURCE = "by-source";
    static final String DECODE_BY_SOURCE = "decode-by-source";
    static final String RULE = "rule";
    static final String TO_ALERTS = "to-alerts";
    static final String TO_SHADOW = "to-shadow-alerts";
    static final String TO_REJECTED = "to-rejected";

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
                List.of(Topics.exchangeOf(applicationId)),
                List.of(Topics.ALERTS, Topics.SHADOW_ALERTS, Topics.REJECTED, Topics.ACCEPTED),
                List.of(Topics.RULES),
                window.plus(lateness.multipliedBy(2)),
                window);
    }

    /**
     * Builds the flow where no topic ever has more partitions than there are owners, and one task is given records in the order of their
     * time over all cities.
     */
    public static Topology build(DetectorSettings settings, Clock clock, Consumer<Alert> listener) {
        return build(
                settings,
                settings::owners,
                clock,
                listener,
                new Surroundings(
                        context -> new GroupPositions(context, settings.cities()),
                        Inputs::of,
                        () -> settings.owners() == 1));
    }

    /**
     * Builds the flow.
     *
     * @param tasks how many there are by now: the most partitions of any topic that is read; never fewer than before
     * @param listener is told each alert when it is raised; after a crash it may be told again
     */
    public static Topology build(DetectorSettings settings, IntSupplier tasks, Clock clock, Consumer<Alert> listener) {
        return build(
                settings,
                tasks,
                clock,
                listener,
                new Surroundings(
                        context -> new GroupPositions(context, settings.cities()),
                        Inputs::of,
                        () -> tasks.getAsInt() == 1 && settings.inputs().size() == 1));
    }

    /**
     * What a task knows of the world around it.
     *
     * @param positions how far the cities have been read
     * @param inputs what it reads, and how far that goes
     * @param oneInput whether there is one input in all by now, whose time is that of all
     */
    record Surroundings(
            Function<ProcessorContext<?, ?>, ReadPositions> positions,
            Function<ProcessorContext<?, ?>, Inputs> inputs,
            BooleanSupplier oneInput) {}

    static Topology build(
            DetectorSettings settings, IntSupplier tasks, Clock clock, Consumer<Alert> listener, Surroundings around) {
        MemoryBudget memory = new MemoryBudget(settings.memory());
        KnownRules rules = new KnownRules(settings.ruleSource(), settings.lateness());
        Topology topology = new Topology();
        addSources(topology, settings, clock);
        topology.addProcessor(DECODE, () -> new Decoder(settings, around), CITIES);
        topology.addProcessor(
                DECODE_EXCHANGE, () -> new ExchangeDecoder(settings, tasks, around.positions()), EXCHANGED);
        List<String> decoders = new ArrayList<>(List.of(DECODE, DECODE_EXCHANGE));
        if (settings.bySource()) {
            topology.addProcessor(DECODE_BY_SOURCE, () -> new BySourceDecoder(settings, around.positions()), BY_SOURCE);
            decoders.add(DECODE_BY_SOURCE);
        }
        topology.addProcessor(
                RULE,
                () -> new Detector(rules, accepted(settings), around.oneInput(), listener),
                decoders.toArray(String[]::new));
        topology.addStateStore(
                WindowStore.builder(
                        WINDOW,
                        rules::now,
                        settings.forJournal(),
                        memory,
                        () -> Watermarks.first(around.oneInput().getAsBoolean()),
                        DetectorSettings.journalSettings(settings.window(), settings.lateness())),
                DECODE,
                RULE);
        topology.addStateStore(
                ExchangeFeed.builder(EXCHANGE, settings.owners(), tasks, memory), decoders.toArray(String[]::new));
        addSinks(topology, settings, decoders);
        return topology;
    }

    private static void addSources(Topology topology, DetectorSettings settings, Clock clock) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        topology.addSource(
                AutoOffsetReset.earliest(),
                CITIES,
                new RecordTimes(clock),
                bytes,
                new ConsumedDeserializer(settings.format()),
                settings.cities().toArray(String[]::new));
        topology.addSource(
                AutoOffsetReset.earliest(),
                EXCHANGED,
                new ExchangeTimes(clock),
                bytes,
                bytes,
                Topics.exchangeOf(settings.application()));
        if (settings.bySource()) {
            topology.addSource(
                    AutoOffsetReset.earliest(), BY_SOURCE, new BySourceTimes(clock), bytes, bytes, Topics.BY_SOURCE);
        }
    }

    private static AcceptedFeed.@Nullable Settings accepted(DetectorSettings settings) {
        return settings.accepted()
                ? new AcceptedFeed.Settings(TO_ACCEPTED, settings.owners(), settings.lateness())
                : null;
    }

    private static void addSinks(Topology topology, DetectorSettings settings, List<String> decoders) {
        ByteArraySerializer bytes = new ByteArraySerializer();
        List<String> rejecting = new ArrayList<>(decoders);
        rejecting.add(RULE);
        if (settings.accepted()) {
            topology.addSink(TO_ACCEPTED, Topics.ACCEPTED, bytes, bytes, new AllPartitions(), RULE);
        }
        topology.addSink(TO_ALERTS, Topics.ALERTS, bytes, bytes, RULE);
        topology.addSink(TO_SHADOW, Topics.SHADOW_ALERTS, bytes, bytes, RULE);
        topology.addSink(TO_REJECTED, Topics.REJECTED, bytes, bytes, rejecting.toArray(String[]::new));
        topology.addSink(
                TO_EXCHANGE,
                Topics.exchangeOf(settings.application()),
                bytes,
                bytes,
                new ExchangePartitioner(settings.owners()),
                DECODE);
    }
}
