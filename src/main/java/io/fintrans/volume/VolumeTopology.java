package io.fintrans.volume;

import io.fintrans.format.Formats;
import io.fintrans.format.PaymentFormat;
import io.fintrans.streams.Journal;
import io.fintrans.streams.RecordTimes;
import io.fintrans.topic.Topics;
import io.fintrans.topic.record.ConsumedDeserializer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The flow of the volume stage, as Kafka Streams runs it.
 *
 * <pre>
 * London ─┐
 * NYC     │
 * SF      ├─▶ add up ──▶ fintrans.volumes
 * Moscow  │
 * Tokyo  ─┘
 * </pre>
 *
 * <p>Task {@code i} reads partition {@code i} of all cities. What is no payment is passed over: the detector rejects it.
 */
public final class VolumeTopology {
    /** The application id of the stage where no other is given. */
    public static final String DEFAULT_APPLICATION_ID = "fintrans-volume";

    /**
     * What the stage wants of Streams: each partition is added up by itself, so none has to wait for another; and people do not see
     * sums change more often than five times a second.
     */
    public static final Map<String, Object> PROPERTIES = Map.of(
            StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
            StreamsConfig.MAX_TASK_IDLE_MS_DISABLED,
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
            200);

    static final String SECONDS = "seconds";
    static final String CITIES = "cities";
    static final String ADD_UP = "add-up";
    static final String TO_VOLUMES = "to-volumes";

    private VolumeTopology() {}

    /**
     * The journal of the seconds. What retention deletes of it is of seconds that no payment can come to any more.
     *
     * @param applicationId of the stage
     */
    public static Journal journal(String applicationId, List<String> cities) {
        return new Journal(
                "volume",
                applicationId,
                applicationId + "-" + SECONDS + "-changelog",
                "the volume stage's journal: seconds that may still change",
                VolumeStore.TOPIC_SETTINGS,
                cities,
                List.of(),
                List.of(Topics.VOLUMES),
                List.of(),
                null,
                null);
    }

    /** Builds the flow from the topics of these cities. */
    public static Topology build(List<String> cities, Clock clock) {
        return build(cities, clock, Formats.STANDARD);
    }

    /**
     * Builds the flow.
     *
     * @param format of the cities' records
     */
    public static Topology build(List<String> cities, Clock clock, PaymentFormat format) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        ByteArraySerializer toBytes = new ByteArraySerializer();
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                CITIES,
                new RecordTimes(clock),
                bytes,
                new ConsumedDeserializer(format),
                cities.toArray(String[]::new));
        topology.addProcessor(ADD_UP, VolumeCounter::new, CITIES);
        topology.addStateStore(VolumeStore.builder(SECONDS, TO_VOLUMES), ADD_UP);
        topology.addSink(TO_VOLUMES, Topics.VOLUMES, toBytes, toBytes, ADD_UP);
        return topology;
    }
}
