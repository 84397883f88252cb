package io.fintrans.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads journals when a task is restored. Kafka Streams leaves out records without a key and goes on. No stage writes such records; so
 * they get an empty key here, and {@link JournaledStore} refuses them as it refuses all that a stranger wrote.
 */
final class JournalConsumer extends KafkaConsumer<byte[], byte[]> {
    private static final byte[] NO_KEY = {};

    JournalConsumer(Map<String, Object> config) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return withKeys(super.poll(timeout));
    }

    /** The same records; those without a key have an empty one. */
    static ConsumerRecords<byte[], byte[]> withKeys(ConsumerRecords<byte[], byte[]> polled) {
        boolean complete = true;
        for (ConsumerRecord<byte[], byte[]> each : polled) {
            complete &= each.key() != null;
        }
        if (complete) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> all = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> each : polled) {
            all.computeIfAbsent(new TopicPartition(each.topic(), each.partition()), absent -> new ArrayList<>())
                    .add(each.key() == null ? withKey(each) : each);
        }
        return new ConsumerRecords<>(all, polled.nextOffsets());
    }

    private static ConsumerRecord<byte[], byte[]> withKey(ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                0,
                record.serializedValueSize(),
                NO_KEY,
                record.value(),
                record.headers(),
                record.leaderEpoch());
    }
}
