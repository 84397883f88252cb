package io.fintrans.fault;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends any bytes, with any time and headers and with raised limits, to partition 0 of a topic, one after the other. */
final class RawProducer implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private long sent;

    RawProducer(String address) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", address,
                        "max.request.size", "8000000",
                        "linger.ms", "0",
                        "delivery.timeout.ms", "30000",
                        "request.timeout.ms", "10000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Returns the offset at which Kafka has kept it. */
    long send(String topic, long time, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        try {
            RecordMetadata kept = producer.send(new ProducerRecord<>(topic, 0, time, key, value, headers))
                    .get();
            sent++;
            return kept.offset();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("not sent to " + topic, e);
        }
    }

    /** How many records Kafka has kept. */
    long sent() {
        return sent;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
