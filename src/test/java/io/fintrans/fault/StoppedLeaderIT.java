package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.alert.AlertJson;
import io.fintrans.testing.SecondBroker;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker that leads one city stands still for half a minute, with payments in it that nobody has read. All other cities go on. */
@Tag("faults")
class StoppedLeaderIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration STANDSTILL = Duration.ofSeconds(30);
    private static final String STOPPED = "Tokyo";
    private static final int PAIRS = 400;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final TestBroker broker = TestBroker.start();
    /** Behind the last record of each partition. */
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address(), "linger.ms", "5"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final DetectorGroup detectors = new DetectorGroup(broker, "stopped-leader");
    private final long from = Clock.systemUTC().millis() - 2 * HOUR;

    @TempDir
    private Path folder;

    @BeforeEach
    void createTopics() {
        broker.create(new Topics(City.DEFAULTS, Topics.DEFAULT_PARTITIONS));
    }

    @AfterEach
    void closeAll() {
        detectors.close();
        producer.close(Duration.ofSeconds(1));
        broker.close();
    }

    @Test
    void itsPaymentsAreWaitedForAndNoneIsLateOrLost() {
        TestProcess detector = detectors.start(folder.resolve("state"));
        payEverywhere(from);
        awaitRead(any -> true);
        try (SecondBroker second = new SecondBroker(broker, folder.resolve("second"))) {
            second.takeOver(STOPPED, Topics.DEFAULT_PARTITIONS);
            payEverywhere(from + 1_000);
            awaitRead(any -> true);
            detector.pause();
            long last = payHalves(from + 2_000);
            second.pause();
            detector.resume();
            otherHalvesAndAnHourMore(last);
            awaitRead(city -> !city.equals(STOPPED));
            long waiting = lag(STOPPED::equals);
            assertThat(waiting).as("payments that nobody can read").isPositive();
            await("half a minute in which nothing comes")
                    .atMost(PATIENCE)
                    .during(STANDSTILL)
                    .until(() -> lag(STOPPED::equals) == waiting);
            payElsewhere(last + HOUR);
            awaitRead(city -> !city.equals(STOPPED));
            assertThat(lag(STOPPED::equals))
                    .as("all others were at work, and these still wait")
                    .isEqualTo(waiting);
            assertThat(reached())
                    .as("nobody's time came further than what was read of " + STOPPED)
                    .isNotEmpty()
                    .allSatisfy(time -> assertThat(time).isLessThanOrEqualTo(last));
            second.resume();
            awaitRead(any -> true);
            await("time to go on")
                    .atMost(PATIENCE)
                    .until(() -> reached().stream().anyMatch(time -> time > last + HOUR / 2));
            Proof proof = Proof.of(
                    broker,
                    detectors,
                    ends.values().stream().mapToLong(end -> end).sum());
            System.out.println("waited: " + waiting + "\n" + proof.text());
            proof.holds();
        }
        assertThat(Committed.records(broker, Topics.REJECTED)).isEmpty();
        assertThat(alerted()).containsAll(pairs());
        assertThat(detector.isAlive()).isTrue();
    }

    /** Half of what each pair pays, in the city that will stand still; returns the last payment's time. */
    private long payHalves(long time) {
        for (int pair = 0; pair < PAIRS; pair++) {
            pay(STOPPED, pair, time + pair, "pair" + pair + " t 6000");
        }
        producer.flush();
        return time + PAIRS - 1;
    }

    /** The other half a minute later in other cities, which then go on for an hour. */
    private void otherHalvesAndAnHourMore(long time) {
        for (int pair = 0; pair < PAIRS; pair++) {
            pay(pair % 2 == 0 ? "London" : "NYC", pair, time + 60_000 + pair, "pair" + pair + " t 6000");
        }
        for (int step = 0; step < 60; step++) {
            payElsewhere(time + step * HOUR / 60);
        }
    }

    private void payEverywhere(long time) {
        City.DEFAULTS.forEach(city -> payIn(city.name(), time));
        producer.flush();
    }

    private void payElsewhere(long time) {
        City.DEFAULTS.stream()
                .map(City::name)
                .filter(city -> !city.equals(STOPPED))
                .forEach(city -> payIn(city, time));
        producer.flush();
    }

    /** In all partitions, so that each task has read something. */
    private void payIn(String city, long time) {
        for (int i = 0; i < 10 * Topics.DEFAULT_PARTITIONS; i++) {
            pay(city, i, time + i, "s" + i + " t 1");
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What is lost shows when payments are counted.
    private void pay(String city, int number, long time, String value) {
        TopicPartition to = new TopicPartition(city, number % Topics.DEFAULT_PARTITIONS);
        ends.merge(to, 1L, Long::sum);
        producer.send(new ProducerRecord<>(city, to.partition(), time, null, value.getBytes(UTF_8)));
    }

    private void awaitRead(Predicate<String> cities) {
        await("payments to be handled").atMost(PATIENCE).until(() -> lag(cities) == 0);
    }

    private long lag(Predicate<String> cities) {
        return detectors.lagOf(ends.entrySet().stream()
                .filter(end -> cities.test(end.getKey().topic()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** How far time may have come, as all tasks were told. */
    private List<Long> reached() {
        return Exchanged.all(broker, "stopped-leader").stream()
                .filter(Exchanged::reached)
                .map(Exchanged::time)
                .toList();
    }

    private List<String> alerted() {
        return TopicContents.read(broker.address(), List.of(Topics.ALERTS)).stream()
                .map(record -> AlertJson.read(record.value()).subject().key())
                .toList();
    }

    private static List<String> pairs() {
        return IntStream.range(0, PAIRS)
                .mapToObj(pair -> "pair pair" + pair + " t")
                .toList();
    }
}
