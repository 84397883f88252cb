package io.fintrans.streams;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams that every stage starts from, each with its reason. */
public final class StreamsDefaults {
    private StreamsDefaults() {}

    /**
     * Settings for one instance of a stage.
     *
     * @param client what every Kafka client gets, {@code bootstrap.servers} among it; overrides anything here
     * @param stateDirectory a folder of this instance alone
     */
    public static Properties properties(
            String applicationId, Path stateDirectory, int threads, Map<String, Object> client) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // What is committed is readable at once; ten times a second keeps an alert under 300 ms.
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        // A generated name changes with the topology, and with it a journal would be lost.
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // There is no global table here; without this Streams warns at every start.
        properties.put("processing.exception.handler.global.enabled", true);
        // Enough records between two polls that polling does not count; each is some 300 bytes of heap.
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 4000);
        // The streams protocol does not ask BoundedClients for its consumer.
        properties.put(BoundedStreamsConsumer.SETTING, BoundedStreamsConsumer.class);
        clientDefaults().forEach((name, value) -> {
            if (!isGiven(name, client)) {
                properties.put(name, value);
            }
        });
        properties.putAll(client);
        properties.put(
                InputEnds.SETTING,
                new InputEnds(() ->
                        Admin.create(new StreamsConfig(properties).getAdminConfigs(applicationId + "-input-ends"))));
        return properties;
    }

    private static Map<String, Object> clientDefaults() {
        return Map.of(
                // Partitions that are added to a city are read after this; the default is five minutes.
                consumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG),
                30_000,
                mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
                8000,
                // Restoring and catching up are bound by fetches, so these are large; an idle topic costs nothing.
                consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                2 * 1024 * 1024,
                consumerPrefix(ConsumerConfig.RECEIVE_BUFFER_CONFIG),
                -1,
                // By default a killed instance holds its partitions for 45 s. Under the streams protocol the broker
                // decides, and this is ignored.
                mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                10_000,
                // The default of 100 ms would be most of an alert's way to someone who reads uncommitted.
                producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                5,
                // After an instance was killed, readers of committed records wait this long, and so do payments on
                // their way to another task. Whoever stalls for so long has lost the partitions anyway.
                producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                10_000);
    }

    /** Whether the user has set what {@code main.consumer.NAME} sets, as {@code consumer.NAME} or {@code NAME}: Kafka would not see it. */
    private static boolean isGiven(String prefixed, Map<String, Object> client) {
        String name = prefixed;
        while (!client.containsKey(name)) {
            String rest = name.replaceFirst("^(main\\.|consumer\\.|producer\\.)", "");
            if (rest.equals(name)) {
                return false;
            }
            name = rest;
        }
        return true;
    }
}
