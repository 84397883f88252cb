package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cities are not read in step. Whatever holds one of them up, what is found is what would have been found in time. */
class InputsApartIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long HOUR = Duration.ofHours(1).toMillis();

    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    private final SplittableRandom random = new SplittableRandom(7);
    private final long from = Clock.systemUTC().millis() - HOUR;

    @TempDir
    private Path folder;

    /** It takes ten times as long to read over the same hour. */
    @Test
    void oneCityWithTenTimesAsManyPaymentsInABacklog() {
        try (DetectorGroup detectors = new DetectorGroup(broker, "uneven");
                var producer = producer(Map.of())) {
            int sent = 0;
            for (City city : City.DEFAULTS) {
                int payments = city.name().equals("Tokyo") ? 30_000 : 3_000;
                for (int i = 0; i < payments; i++) {
                    pay(producer, city.name(), i % Topics.DEFAULT_PARTITIONS, from + i * HOUR / payments);
                }
                sent += payments;
            }
            producer.flush();
            assertThat(detectors.lag()).as("a backlog").isEqualTo(sent);
            detectors.start(folder.resolve("state"));
            Proof proof = Proof.of(broker, detectors, sent);
            proof.holds();
            assertThat(proof.text()).doesNotContain("late");
        }
    }

    /** A producer has payments of an hour ago in a transaction that it does not end, while all others go on to now. */
    @Test
    void oneTransactionLeftOpenInACityHoldsTime() {
        try (DetectorGroup detectors = new DetectorGroup(broker, "held");
                var producer = producer(Map.of());
                var slow = producer(Map.of("transactional.id", "slow", "transaction.timeout.ms", 600_000))) {
            pay(producer, "Tokyo", 0, from);
            producer.flush();
            slow.initTransactions();
            slow.beginTransaction();
            for (int i = 1; i <= 2_000; i++) {
                pay(slow, "Tokyo", 0, from + i);
            }
            slow.flush();
            int sent = 2_001;
            for (City city : City.DEFAULTS) {
                for (int i = 0; i < 2_000 && !city.name().equals("Tokyo"); i++, sent++) {
                    pay(producer, city.name(), i % Topics.DEFAULT_PARTITIONS, from + i * HOUR / 2_000);
                }
            }
            producer.flush();
            TestProcess detector = detectors.start(folder.resolve("state"));
            Map<TopicPartition, Long> others = new HashMap<>(detectors.written());
            others.remove(new TopicPartition("Tokyo", 0));
            await("all but the transaction to be read").atMost(PATIENCE).until(() -> detectors.lagOf(others) == 0);
            await("tasks that have nothing to read to say so twice, which takes longer than to be idle")
                    .atMost(PATIENCE)
                    .until(() -> detectors.started().stream().allMatch(TestProcess::isAlive)
                            && Exchanged.all(broker, "held").stream()
                                            .filter(each -> each.idle() && each.from() == 3)
                                            .count()
                                    > 1);
            assertThat(Exchanged.all(broker, "held"))
                    .filteredOn(Exchanged::reached)
                    .as("nobody came further than the payment before the transaction")
                    .allSatisfy(each -> assertThat(each.time()).isLessThanOrEqualTo(from));
            assertThat(detectors.lag()).as("the transaction is open").isPositive();
            slow.commitTransaction();
            Proof proof = Proof.of(broker, detectors, sent);
            proof.holds();
            assertThat(Committed.records(broker, Topics.REJECTED)).isEmpty();
            assertThat(detector.isAlive()).isTrue();
        }
    }

    /** Killed while payments were in the exchange that their tasks had not taken in. */
    @Test
    void killedWithPaymentsInTheExchange() {
        try (DetectorGroup detectors = new DetectorGroup(broker, "killed-on-the-way");
                PaymentStream payments = new PaymentStream(broker.address(), 11, 2_000).start();
                var producer = producer(Map.of())) {
            int sent = 0;
            for (; sent < 40_000; sent++) {
                pay(producer, "London", sent % Topics.DEFAULT_PARTITIONS, from + sent * HOUR / 40_000);
            }
            producer.flush();
            MidWork work = new MidWork(detectors);
            for (int life = 0; life < 3; life++) {
                TestProcess detector = detectors.start(folder.resolve("state"));
                int before = life == 0 ? 0 : exchanged("killed-on-the-way");
                await("payments to be exchanged")
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> exchanged("killed-on-the-way") > before + 500);
                System.out.println(work.kill(detector));
            }
            detectors.start(folder.resolve("state"));
            Proof proof = Proof.of(broker, detectors, payments.stop() + sent);
            proof.holds();
        }
    }

    private int exchanged(String application) {
        return Exchanged.all(broker, application).stream()
                .mapToInt(Exchanged::payments)
                .sum();
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("bootstrap.servers", broker.address());
        all.put("linger.ms", "5");
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Without a key, between few pairs. */
    @SuppressWarnings("FutureReturnValueIgnored") // What is lost shows when payments are counted.
    private void pay(KafkaProducer<byte[], byte[]> producer, String city, int partition, long time) {
        String value = "s" + random.nextInt(400) + " t 1" + random.nextInt(100, 999);
        producer.send(new ProducerRecord<>(city, partition, time, null, value.getBytes(UTF_8)));
    }
}
