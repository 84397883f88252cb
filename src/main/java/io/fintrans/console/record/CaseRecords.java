package io.fintrans.console.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.casework.BrokenChainException;
import io.fintrans.casework.BrokenChainException.Reason;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.CaseEventJson;
import io.fintrans.casework.SigningMark;
import io.fintrans.reader.Limits;
import io.fintrans.reader.TopicReader;
import io.fintrans.topic.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How events are records of {@code fintrans.cases}, and the Kafka clients that read and write them. */
public final class CaseRecords {
    public static final TopicPartition PARTITION = new TopicPartition(Topics.CASES, 0);

    /** No episode can be called that. */
    private static final byte[] MARK = ".mark".getBytes(UTF_8);

    /** How long Kafka may take for anything, in milliseconds: a person waits for the answer. */
    static final int PATIENCE_MS = 10_000;

    private CaseRecords() {}

    static ProducerRecord<byte[], byte[]> write(CaseEvent event) {
        return new ProducerRecord<>(
                Topics.CASES, PARTITION.partition(), event.episode().getBytes(UTF_8), CaseEventJson.write(event));
    }

    static ProducerRecord<byte[], byte[]> write(SigningMark mark) {
        return new ProducerRecord<>(Topics.CASES, PARTITION.partition(), MARK.clone(), mark.write());
    }

    static boolean isMark(ConsumerRecord<byte[], byte[]> record) {
        return Arrays.equals(record.key(), MARK);
    }

    static SigningMark readMark(ConsumerRecord<byte[], byte[]> record) throws BrokenChainException {
        try {
            if (record.value() != null) {
                return SigningMark.read(record.value());
            }
        } catch (IllegalArgumentException e) {
            throw new BrokenChainException(Reason.UNREADABLE, "it is not a mark of a console");
        }
        throw new BrokenChainException(Reason.UNREADABLE, "it has no value");
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

    /**
     * The id of the cluster, which its signatures name.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException if Kafka does not answer
     */
    public static String clusterId(Map<String, Object> clientProperties) {
        Map<String, Object> all = new HashMap<>(clientProperties);
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
        try (Admin admin = Admin.create(all)) {
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refused ? refused : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** In no group; never jumps over records, whatever the topic has lost. */
    static TopicReader reader(Map<String, Object> clientProperties) {
        return new TopicReader(
                clientProperties,
                "fintrans-cases",
                Limits.DOCUMENTS,
                Duration.ofMillis(PATIENCE_MS),
                Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"));
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
