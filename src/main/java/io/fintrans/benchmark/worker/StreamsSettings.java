package io.fintrans.benchmark.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka's settings for the measured ways to do the job: those of the product, the same for all. */
final class StreamsSettings {
    private static final String CONSUMER = StreamsConfig.CONSUMER_PREFIX;
    private static final String MAIN_CONSUMER = StreamsConfig.MAIN_CONSUMER_PREFIX;

    private StreamsSettings() {}

    /** For a topology. */
    static Properties streams(WorkerTask task) {
        Properties all = new Properties();
        // SEAM: io.fintrans.streams.StreamsDefaults gives these, once it is there.
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 10_000);
        all.put(CONSUMER + ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        all.put(CONSUMER + ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
        all.put(CONSUMER + ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");

        all.put(StreamsConfig.APPLICATION_ID_CONFIG, task.applicationId());
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, task.bootstrapServer());
        all.put(StreamsConfig.STATE_DIR_CONFIG, task.stateDir().toString());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, task.threads());
        return all;
    }

    /** For a plain consumer: what a topology's own consumers get, so that both fetch in the same way. */
    static Map<String, Object> consumer(WorkerTask task) {
        Map<String, Object> all = new HashMap<>();
        Properties streams = streams(task);
        for (String prefix : new String[] {CONSUMER, MAIN_CONSUMER}) {
            streams.forEach((name, value) -> {
                if (((String) name).startsWith(prefix)) {
                    all.put(((String) name).substring(prefix.length()), value);
                }
            });
        }
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, task.bootstrapServer());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, task.applicationId());
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return all;
    }
}
