package io.fintrans.ingest;

import io.fintrans.topic.Topics;
import io.fintrans.topic.record.RejectedRecord;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Rejection;
import java.time.Duration;
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
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Keeps in {@code fintrans.rejected} what InfluxDB will not have, so that the partition can go on and nothing is swallowed. */
final class RefusedRecords implements AutoCloseable {
    private final Supplier<Producer<byte[], byte[]>> connect;
    private final String application;
    private @Nullable Producer<byte[], byte[]> producer;

    /**
     * @param connect is called when there is something to keep, which is seldom
     * @param application who refuses: the consumer group
     */
    RefusedRecords(Supplier<Producer<byte[], byte[]>> connect, String application) {
        this.connect = connect;
        this.application = application;
    }

    /** On a Kafka. */
    static RefusedRecords on(Map<String, Object> clientProperties, String application) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("acks", "all");
        properties.putIfAbsent("client.id", "fintrans-ingest");
        return new RefusedRecords(
                () -> new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()),
                application);
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
        RejectedRecord kept = new RejectedRecord(
                record.key(),
                record.value(),
                record.headers(),
                new Rejection(Rejection.Reason.REFUSED, why),
                new Coordinates(record.topic(), record.partition(), record.offset()),
                record.timestamp(),
                application);
        try {
            producer.send(new ProducerRecord<>(Topics.REJECTED, null, kept.key(), kept.value(), kept.headers()))
                    .get();
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
}
