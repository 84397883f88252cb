package io.fintrans.detector;

import io.fintrans.topic.admin.Answers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka for the offsets that the detector's group has committed. Where a transaction is just being committed Kafka lets the asker wait
 * for it, so that a position is never older than a payment which was sent with it.
 *
 * <p>It connects when it is asked first, which it never is where all payments are local.
 */
final class GroupPositions implements ReadPositions {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Object> properties;
    private final List<String> cities;
    private final Map<String, Object> adminProperties;
    private final String group;
    private @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Admin admin;

    /** @param context of a task of the detector, whose settings it connects with */
    GroupPositions(ProcessorContext<?, ?> context, List<String> cities) {
        String name = context.applicationId() + "-positions-" + context.taskId();
        StreamsConfig settings = new StreamsConfig(context.appConfigs());
        this.properties = new HashMap<>(settings.getRestoreConsumerConfigs(name));
        this.adminProperties = Map.copyOf(settings.getAdminConfigs(name));
        this.group = context.applicationId();
        this.cities = cities;
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, context.applicationId());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // It joins no group, so the protocol of the detector's own consumers is none of its business.
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        // A transaction is committed within milliseconds; a payment should not wait a tenth of a second for it.
        properties.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 5L);
    }

    @Override
    public Map<String, Long> ofPartition(int partition) {
        Map<String, Long> positions = new HashMap<>();
        committed(cities.stream()
                        .map(city -> new TopicPartition(city, partition))
                        .collect(Collectors.toSet()))
                .forEach((of, committed) -> positions.put(of.topic(), committed == null ? 0L : committed.offset()));
        return positions;
    }

    @Override
    public Map<TopicPartition, Long> all() {
        if (admin == null) {
            admin = Admin.create(adminProperties);
        }
        Set<TopicPartition> read = Answers.get(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .keySet();
        Map<TopicPartition, Long> positions = new HashMap<>();
        if (!read.isEmpty()) {
            // Asked again, since only a consumer waits where a transaction is just being committed.
            committed(read).forEach((of, committed) -> positions.put(of, committed == null ? 0L : committed.offset()));
        }
        return positions;
    }

    @Override
    public long end(TopicPartition partition) {
        return connected().endOffsets(Set.of(partition), PATIENCE).getOrDefault(partition, 0L);
    }

    private Map<TopicPartition, @Nullable OffsetAndMetadata> committed(Set<TopicPartition> asked) {
        return connected().committed(asked, PATIENCE);
    }

    private Consumer<byte[], byte[]> connected() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
        if (admin != null) {
            admin.close();
            admin = null;
        }
    }
}
