package io.fintrans.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.casework.BrokenChainException;
import io.fintrans.casework.BrokenChainException.Reason;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.CaseEventJson;
import io.fintrans.reader.BoundedConsumer;
import io.fintrans.reader.Limits;
import io.fintrans.topic.Topics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How events are records of {@code fintrans.cases}, and the Kafka clients that read and write them. */
final class CaseRecords {
    static final TopicPartition PARTITION = new TopicPartition(Topics.CASES, 0);

    /** How long Kafka may take for anything, in milliseconds: a person waits for the answer. */
    static final int PATIENCE_MS = 10_000;

    private CaseRecords() {}

    static ProducerRecord<byte[], byte[]> write(CaseEvent event) {
        return new ProducerRecord<>(
                Topics.CASES, PARTITION.partition(), event.episode().getBytes(UTF_8), CaseEventJson.write(event));
    }

    static CaseEvent read(ConsumerRecord<byte[], byte[]> record) throws BrokenChainException {
        if (record.value() == null) {
            throw new BrokenChainException(Reason.UNREADABLE, "it has no value");
        }
        CaseEvent event;
        try {
            event = CaseEventJson.read(record.value());
        } catch (IllegalArgumentException e) {
            // The parser's words may quote the record, so they are not for a terminal.
            throw new BrokenChainException(Reason.UNREADABLE, "it is not the event of a case");
        }
        if (!Arrays.equals(record.key(), event.episode().getBytes(UTF_8))) {
            throw new BrokenChainException(Reason.UNREADABLE, "its key is not its episode");
        }
        return event;
    }

    /** Only within a partition there is an order, and the order is what decides. */
    static void requireOnePartition(int partitions) {
        if (partitions != 1) {
            throw new KafkaException("the topic " + Topics.CASES + " must have one partition but has " + partitions);
        }
    }

    /** In no group; never jumps over records, whatever the topic has lost. */
    static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> clientProperties) {
        Map<String, Object> all = new HashMap<>();
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, "fintrans-cases");
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        all.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        all.putAll(clientProperties);
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new BoundedConsumer(all, Limits.DOCUMENTS);
    }

    static KafkaProducer<byte[], byte[]> producer(Map<String, Object> clientProperties) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.CLIENT_ID_CONFIG, "fintrans-cases");
        all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        all.putAll(clientProperties);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
