package io.fintrans.console.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertId;
import io.fintrans.testing.TestAlert;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What an alert counts but does not list is found in the cities' topics, whatever lies around it. */
class EarlierPaymentsIT {
    private static final AlertId ID = new AlertId("00000000000000aa", 1);
    private static final int PAYMENTS = 400;
    private static final Instant FAR_FUTURE = Instant.parse("9999-01-01T00:00:00Z");

    /** Long ago, as the broker refuses what is from the future. */
    private final Instant at = Instant.ofEpochMilli(Clock.systemUTC().millis() - 36_000_000);

    private final Random random = new Random(7);

    @Test
    void findsEveryPaymentAmongOthersOutOfOrderLateAndBehindOneThatIsMuchLater() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            broker.create(new Topics(City.DEFAULTS, 3));
            EarlierPayments earlier =
                    new EarlierPayments(City.DEFAULTS, Map.of("bootstrap.servers", broker.address()), 500);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            records.add(record("London", 0, at.plusSeconds(30_000), "9 9x 1"));
            for (int i = 0; i < PAYMENTS; i++) {
                // Each ten seconds one, but not in this order.
                records.add(record(city(i), i % 3, at.minusSeconds(random.nextInt(3_500)), "1 2 50"));
                for (int other = 0; other < 12; other++) {
                    records.add(record(city(other), other % 3, at.minusSeconds(4_000 - 10L * i), "1 3 50"));
                }
            }
            records.add(record("Tokyo", 2, at.minusSeconds(4_000), "1 2 50"));
            for (int i = 0; i < 2_000; i++) {
                records.add(record(city(i), i % 3, at.plusSeconds(i), "1 2 50"));
            }
            records.add(record("NYC", 1, at.minusSeconds(7), "1 2 50"));
            send(broker, records);

            Optional<Alert> alert = Optional.of(alert(PAYMENTS + 2));
            List<Map<?, ?>> found = new ArrayList<>();
            Map<String, Object> answer;
            int questions = 0;
            do {
                answer = earlier.next(ID, "ann", () -> alert).orElseThrow();
                ((List<?>) answer.getOrDefault("items", List.of())).forEach(each -> found.add((Map<?, ?>) each));
                questions++;
            } while (Boolean.FALSE.equals(answer.get("done")));
            assertThat(answer).containsEntry("complete", true);
            assertThat(questions).as("each answer is a part").isGreaterThan(5);
            assertThat(found).hasSize(PAYMENTS + 2).doesNotHaveDuplicates();
            assertThat(found)
                    .allSatisfy(each -> assertThat((Long) each.get("time"))
                            .isBetween(at.minusSeconds(3_600).toEpochMilli(), at.toEpochMilli()));

            assertThat(earlier.next(ID, "ann", () -> alert).orElseThrow().get("items"))
                    .as("nothing comes twice")
                    .isEqualTo(List.of());
            assertThat(earlier.next(ID, "bob", Optional::empty)).isEmpty();
            Map<String, Object> tooMany = last(earlier, "bob", alert(PAYMENTS + 9));
            assertThat(tooMany).containsEntry("complete", false).containsEntry("done", true);
            assertThat(tooMany.get("read")).isEqualTo(tooMany.get("of"));
        }
    }

    /** Kafka finds records by time, and anybody may write any time: such a record costs some reading, and hides no payment. */
    @Test
    void findsEveryPaymentWhateverTimesStrangersWroteAroundThem() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            broker.create(new Topics(City.DEFAULTS, 3));
            allowAnyTime(broker);
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            plant(records, 0, FAR_FUTURE);
            plant(records, 1, Instant.EPOCH);
            for (int i = 0; i < PAYMENTS; i++) {
                if (i == PAYMENTS / 2) {
                    plant(records, 2, FAR_FUTURE);
                    plant(records, 2, Instant.EPOCH);
                    plant(records, 1, FAR_FUTURE);
                }
                records.add(record(city(i), i % 3, at.minusSeconds(random.nextInt(3_500)), "1 2 50"));
            }
            plant(records, 0, Instant.EPOCH);
            send(broker, records);

            Map<String, Object> all = new EarlierPayments(
                            City.DEFAULTS, Map.of("bootstrap.servers", broker.address()), 500)
                    .all(alert(PAYMENTS), "ann");

            assertThat(all).containsEntry("complete", true);
            assertThat((List<?>) all.get("items")).hasSize(PAYMENTS);
        }
    }

    private static void allowAnyTime(TestBroker broker) throws Exception {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (City city : City.DEFAULTS) {
            changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, city.name()),
                    List.of(any("message.timestamp.after.max.ms"), any("message.timestamp.before.max.ms")));
        }
        try (Admin admin = broker.admin()) {
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }

    /** Some ten thousand years: more would overflow in the broker. */
    private static AlterConfigOp any(String limit) {
        return new AlterConfigOp(new ConfigEntry(limit, "400000000000000"), AlterConfigOp.OpType.SET);
    }

    /** What is no payment, in one partition of each city. */
    private static void plant(List<ProducerRecord<byte[], byte[]>> records, int partition, Instant time) {
        for (int i = 0; i < City.DEFAULTS.size(); i++) {
            records.add(record(city(i), partition, time, "nonsense"));
        }
    }

    private static Map<String, Object> last(EarlierPayments earlier, String reader, Alert alert) {
        Map<String, Object> answer;
        do {
            answer = earlier.next(ID, reader, () -> Optional.of(alert)).orElseThrow();
        } while (Boolean.FALSE.equals(answer.get("done")));
        return answer;
    }

    /** Counts the one that was made just now, too. */
    private Alert alert(int payments) {
        return TestAlert.of(ID.episode(), ID.step())
                .pair("1", "2")
                .total(payments * 50_00L)
                .at(at)
                .payments(payments)
                .build();
    }

    private static String city(int i) {
        return City.DEFAULTS.get(i % City.DEFAULTS.size()).name();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, int partition, Instant time, String text) {
        return new ProducerRecord<>(topic, partition, time.toEpochMilli(), null, text.getBytes(UTF_8));
    }

    private static void send(TestBroker broker, List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }
}
