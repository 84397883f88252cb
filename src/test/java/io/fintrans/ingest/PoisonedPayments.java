package io.fintrans.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.testing.TestBroker;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Payments whose source account is poison. */
final class PoisonedPayments implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    PoisonedPayments(TestBroker broker) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Flushing waits for all, and the test counts.
    void send(String city, String source) {
        producer.send(new ProducerRecord<>(city, (source + " t1 12.50").getBytes(UTF_8)));
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
