package io.fintrans.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.testing.TestBroker;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Payments that happened some time ago. */
final class OldPayments {
    private OldPayments() {}

    @SuppressWarnings("FutureReturnValueIgnored") // Closing the producer waits for all.
    static void send(TestBroker broker, String city, int count, Duration ago) {
        long time = Clock.systemUTC().millis() - ago.toMillis();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                byte[] value = ("old" + i + " t1 5.25").getBytes(UTF_8);
                producer.send(new ProducerRecord<>(city, i % 3, time, null, value));
            }
        }
    }
}
