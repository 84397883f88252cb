package io.fintrans.console.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Coordinates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 60 viewers who asked for evidence waited one for the other, 7 to 14 seconds each. */
class EvidencePoolIT {
    private static final int VIEWERS = 60;

    private static TestBroker broker;
    private static final List<Coordinates> PLACES = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start();
        broker.create(new Topics(City.DEFAULTS, 2));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.address()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 500; i++) {
                String city = City.DEFAULTS.get(i % 5).name();
                RecordMetadata placed = producer.send(new ProducerRecord<>(city, i % 2, null, value(i).getBytes(UTF_8)))
                        .get();
                PLACES.add(new Coordinates(city, placed.partition(), placed.offset()));
            }
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static String value(int i) {
        return "1 2 " + (i + 1);
    }

    @Test
    void readsForManyAtTheSameTimeAndNothingTwice() throws Exception {
        ExecutorService viewers = Executors.newFixedThreadPool(VIEWERS);
        try (EvidencePool pool = new EvidencePool(Map.of("bootstrap.servers", broker.address()))) {
            List<Future<Map<Coordinates, ConsumerRecord<byte[], byte[]>>>> answers = new ArrayList<>();
            for (int i = 0; i < VIEWERS; i++) {
                // Five cases, of which each is looked at by twelve.
                int first = i % 5 * 100;
                answers.add(viewers.submit(() -> pool.read(PLACES.subList(first, first + 100))));
            }
            for (int i = 0; i < VIEWERS; i++) {
                Map<Coordinates, ConsumerRecord<byte[], byte[]>> answer =
                        answers.get(i).get();
                assertThat(answer).hasSize(100);
                for (int j = i % 5 * 100; j < i % 5 * 100 + 100; j++) {
                    ConsumerRecord<byte[], byte[]> record = Objects.requireNonNull(answer.get(PLACES.get(j)));
                    assertThat(new String(record.value(), UTF_8)).isEqualTo(value(j));
                    assertThat(record)
                            .as("whoever asks at the same time gets the same")
                            .isSameAs(answers.get(i % 5).get().get(PLACES.get(j)));
                }
            }
        } finally {
            viewers.shutdownNow();
        }
    }

    @Test
    void leavesOutWhatIsNotThereAndFindsItWhenItIs() throws Exception {
        try (EvidencePool pool = new EvidencePool(Map.of("bootstrap.servers", broker.address()));
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", broker.address()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            Coordinates known = PLACES.get(0);
            Coordinates later = new Coordinates("London", 1, 1_000);
            Coordinates nowhere = new Coordinates("Atlantis", 0, 0);
            assertThat(pool.read(List.of(known, later, nowhere))).containsOnlyKeys(known);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i <= 1_000; i++) {
                sent.add(producer.send(new ProducerRecord<>("London", 1, null, value(i).getBytes(UTF_8))));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
            assertThat(pool.read(List.of(known, later))).containsOnlyKeys(known, later);
        }
    }
}
