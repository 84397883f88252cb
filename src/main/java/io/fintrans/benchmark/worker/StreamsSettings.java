package io.fintrans.benchmark.worker;

import io.fintrans.detector.DetectorTopology;
import io.fintrans.streams.StreamsDefaults;
import io.fintrans.volume.VolumeTopology;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka's settings for the measured ways to do the job: those of the product, the same for all. */
final class StreamsSettings {
    private StreamsSettings() {}

    /** For a topology. */
    static Properties streams(WorkerTask task) {
        Map<String, Object> client = new HashMap<>(Map.of("bootstrap.servers", task.bootstrapServer()));
        switch (task.role()) {
            case VOLUME -> client.putAll(VolumeTopology.PROPERTIES);
            case EMPTY_IN_STEP -> {}
            default -> client.putAll(DetectorTopology.PROPERTIES);
        }
        return StreamsDefaults.properties(task.applicationId(), task.stateDir(), task.threads(), client);
    }

    /** For a plain consumer: what a topology's own consumers get, so that both fetch in the same way. */
    static Map<String, Object> consumer(WorkerTask task) {
        Map<String, Object> all = new HashMap<>();
        Properties streams = streams(task);
        for (String prefix : new String[] {StreamsConfig.CONSUMER_PREFIX, StreamsConfig.MAIN_CONSUMER_PREFIX}) {
            streams.forEach((name, value) -> {
                if (((String) name).startsWith(prefix)) {
                    all.put(((String) name).substring(prefix.length()), value);
                }
            });
        }
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, task.bootstrapServer());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, task.applicationId());
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return all;
    }
}
