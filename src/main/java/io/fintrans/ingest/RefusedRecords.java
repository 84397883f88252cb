package io.fintrans.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.format.TransactionFormat;
import io.fintrans.topic.RejectedHeaders;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Rejection;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Keeps in {@code fintrans.rejected} what InfluxDB will not have, so that the partition can go on and nothing is swallowed. */
final class RefusedRecords implements AutoCloseable {
    private final Supplier<Producer<byte[], byte[]>> connect;
    private @Nullable Producer<byte[], byte[]> producer;

    /** @param connect is called when there is something to keep, which is seldom */
    RefusedRecords(Supplier<Producer<byte[], byte[]>> connect) {
        this.connect = connect;
    }

    /** On a Kafka. */
    static RefusedRecords on(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("acks", "all");
        properties.putIfAbsent("client.id", "fintrans-ingest");
        return new RefusedRecords(
                () -> new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Returns when Kafka has the record. Made once more after a crash it is there twice.
     *
     * @throws KafkaException if Kafka does not take it
     */
    void keep(ConsumerRecord<byte[], byte[]> record, String why) {
        if (producer == null) {
            producer = connect.get();
        }
        ProducerRecord<byte[], byte[]> kept =
                new ProducerRecord<>(Topics.REJECTED, null, cut(record.key()), cut(record.value()));
        add(kept.headers(), RejectedHeaders.REASON, Rejection.Reason.REFUSED.code());
        add(kept.headers(), RejectedHeaders.DETAIL, why);
        add(kept.headers(), RejectedHeaders.TOPIC, record.topic());
        add(kept.headers(), RejectedHeaders.PARTITION, Integer.toString(record.partition()));
        add(kept.headers(), RejectedHeaders.OFFSET, Long.toString(record.offset()));
        add(kept.headers(), RejectedHeaders.TIMESTAMP, Long.toString(record.timestamp()));
        if (record.value() != null && record.value().length > TransactionFormat.MAX_BYTES) {
            add(kept.headers(), RejectedHeaders.SIZE, Integer.toString(record.value().length));
        }
        try {
            producer.send(kept).get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes) {
        return bytes == null || bytes.length <= TransactionFormat.MAX_BYTES
                ? bytes
                : Arrays.copyOf(bytes, TransactionFormat.MAX_BYTES);
    }
}
