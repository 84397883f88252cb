package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector that comes an hour late finds what it would have found in time, although no producer sent a key. */
class CatchUpIT {
    private static final int PAYMENTS = 36_000;

    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    @TempDir
    private Path folder;

    @Test
    void findsInAnHoursBacklogWhatItWouldHaveFoundInTime() throws Exception {
        produceBacklog();
        try (DetectorGroup detectors = new DetectorGroup(broker, "late-riser")) {
            detectors.start(folder.resolve("state"));
            Proof proof = Proof.of(broker, detectors, PAYMENTS);
            proof.holds();
        }
    }

    /** In order of time, ten a second, the last one now. */
    private void produceBacklog() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        long from = Clock.systemUTC().millis() - Duration.ofHours(1).toMillis();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "acks", "all", "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < PAYMENTS; i++) {
                String value = "s" + random.nextInt(800) + " t 1" + random.nextInt(100, 999);
                String city = City.DEFAULTS.get(i % City.DEFAULTS.size()).name();
                sent.add(producer.send(new ProducerRecord<>(
                        city, (i / 5) % Topics.DEFAULT_PARTITIONS, from + i * 100L, null, value.getBytes(UTF_8))));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        }
    }
}
