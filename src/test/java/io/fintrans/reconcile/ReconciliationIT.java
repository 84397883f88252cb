package io.fintrans.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.cli.Main;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.detector.DetectorTopology;
import io.fintrans.rule.Thresholds;
import io.fintrans.streams.StreamsDefaults;
import io.fintrans.streams.StreamsStage;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Money;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The real detector on a real Kafka, and the command as a user runs it. */
class ReconciliationIT {
    private static final int PARTITIONS = 2;
    private static final List<City> CITIES = List.of(new City("London"), new City("Tokyo"));

    @TempDir
    Path folder;

    private final Random random = new Random(7);
    private long begin = System.currentTimeMillis() - 3_600_000;
    private long sent;
    private TestBroker broker;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() {
        broker = TestBroker.start();
        broker.create(new Topics(CITIES, PARTITIONS));
        broker.create(List.of(Topics.exchange(DetectorSettings.DEFAULT_APPLICATION_ID, PARTITIONS)));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        broker.close();
    }

    @Test
    void everythingAddsUpWhateverCameAndHowever() throws Exception {
        send(20_000);
        send("London", "nonsense");
        send("Tokyo", "a b -1");
        try (StreamsStage detector = detector()) {
            detector.start();
            Result result = reconcile();

            assertThat(result.json().path("examples")).isEmpty();
            assertThat(result.exitCode()).isZero();
            assertThat(result.json().path("cities").findValuesAsText("inTopic"))
                    .extracting(Long::parseLong)
                    .satisfies(
                            counts -> assertThat(counts.get(0) + counts.get(1)).isEqualTo(20_002));
            assertThat(result.json().path("cities").findValuesAsText("rejected"))
                    .containsExactly("1", "1");
            assertThat(result.json().path("alerts").path("expected").longValue())
                    .isGreaterThan(10);
        }
        // Nothing runs any more; what was there before adds up as well, and the journal's end is its last record.
        assertThat(reconcile().exitCode()).isZero();
    }

    @Test
    void judgesWhatWasBeforeTheCutWhileTheSystemGoesOn() throws Exception {
        AtomicBoolean goOn = new AtomicBoolean(true);
        Thread traffic = new Thread(() -> {
            while (goOn.get()) {
                // Time goes on as fast as payments come, as it does where they are made.
                begin = System.currentTimeMillis() - sent * 20;
                send(200);
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        });
        try (StreamsStage detector = detector()) {
            detector.start();
            traffic.start();
            for (int round = 0; round < 3; round++) {
                Result result = reconcile();

                assertThat(result.json().path("examples")).isEmpty();
                assertThat(result.exitCode()).isZero();
            }
        } finally {
            goOn.set(false);
            traffic.join();
        }
    }

    @Test
    void tellsWhatADetectorThatStoppedHasNotHandled() throws Exception {
        send(1000);
        try (StreamsStage detector = detector()) {
            detector.start();
            assertThat(reconcile().exitCode()).isZero();
        }
        send(100);

        Result result = reconcile("--timeout", "1s");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.json().path("notes").path(0).textValue()).contains("100 records short");
        assertThat(result.json().path("cities").findValuesAsText("difference"))
                .extracting(Long::parseLong)
                .satisfies(counts -> assertThat(counts.get(0) + counts.get(1)).isEqualTo(100));
    }

    @Test
    void tellsAnAlertThatWasWrittenAgain() throws Exception {
        send(20_000);
        try (StreamsStage detector = detector()) {
            detector.start();
            assertThat(reconcile().exitCode()).isZero();
        }
        byte[] again = firstAlert();
        String id = new ObjectMapper().readTree(again).path("id").textValue();
        produce(new ProducerRecord<>(Topics.ALERTS, id.getBytes(UTF_8), again));
        producer.flush();

        Result result = reconcile();

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.json().path("alerts").path("extra").intValue()).isEqualTo(1);
    }

    /** It said that Kafka does not answer. */
    @Test
    void saysWhoHoldsBackTheAlerts() throws Exception {
        send(1000);
        try (StreamsStage detector = detector()) {
            detector.start();
            assertThat(reconcile().exitCode()).isZero();
        }
        StringWriter err = new StringWriter();
        try (KafkaProducer<byte[], byte[]> holder = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "transactional.id", "forgetful"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            holder.initTransactions();
            holder.beginTransaction();
            holder.send(new ProducerRecord<>(Topics.ALERTS, 0, new byte[1], new byte[1]))
                    .get();

            assertThat(run(new StringWriter(), err)).isEqualTo(1);
            assertThat(err.toString())
                    .contains("(forgetful) holds a transaction open at " + Topics.ALERTS + "-0")
                    .containsPattern("so there is no proof. End it with: fintrans transactions --bootstrap-server "
                            + broker.address()
                            + " --cities London,Tokyo --topics fintrans-detector-window-changelog --end \\d+\n");
        }
    }

    @Test
    void saysInASentenceThatACityHasNoTopic() {
        StringWriter err = new StringWriter();
        int exitCode = Main.commandLine()
                .setErr(new PrintWriter(err))
                .execute("reconcile", "--bootstrap-server", broker.address(), "--cities", "Oslo");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("There is no topic Oslo");
    }

    private record Result(int exitCode, JsonNode json) {}

    private Result reconcile(String... more) throws Exception {
        StringWriter out = new StringWriter();
        int exitCode = run(out, new StringWriter(), more);
        return new Result(exitCode, new ObjectMapper().readTree(out.toString()));
    }

    private int run(StringWriter out, StringWriter err, String... more) {
        List<String> arguments = new ArrayList<>(List.of("reconcile", "--bootstrap-server", broker.address()));
        arguments.addAll(List.of("--cities", "London,Tokyo", "--threshold", "300", "--window", "10m"));
        arguments.addAll(List.of("--output", "json"));
        arguments.addAll(List.of(more));
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments.toArray(String[]::new));
    }

    private StreamsStage detector() {
        DetectorSettings settings = new DetectorSettings(
                List.of("London", "Tokyo"),
                PARTITIONS,
                TestRules.rulebook(Thresholds.of(Money.usd(300_00)), Duration.ofMinutes(10)),
                DetectorSettings.DEFAULT_LATENESS,
                64 * 1024 * 1024);
        Properties properties = StreamsDefaults.properties(
                DetectorSettings.DEFAULT_APPLICATION_ID, folder, 1, Map.of("bootstrap.servers", broker.address()));
        properties.putAll(DetectorTopology.PROPERTIES);
        Clock clock = Clock.systemUTC();
        return new StreamsStage(DetectorTopology.build(settings, clock, alert -> {}), properties, clock);
    }

    /** Payments over 900 pairs and some minutes, half of them without a key, a little out of order. */
    private void send(int payments) {
        for (int i = 0; i < payments; i++) {
            String source = Integer.toString(random.nextInt(30));
            String target = "t" + random.nextInt(30);
            String value = source + ' ' + target + ' ' + (1 + random.nextInt(40));
            byte[] key = random.nextBoolean() ? source.getBytes(UTF_8) : null;
            long time = begin + sent++ * 20 - random.nextInt(5_000);
            String city = CITIES.get(random.nextInt(2)).name();
            produce(new ProducerRecord<>(city, null, time, key, value.getBytes(UTF_8)));
        }
        producer.flush();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What was not taken would be missing in the counts.
    private void produce(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    private void send(String city, String value) {
        produce(new ProducerRecord<>(city, null, begin, null, value.getBytes(UTF_8)));
        producer.flush();
    }

    private byte[] firstAlert() {
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.address(), "group.id", "test");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.ALERTS, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(10)).iterator().next().value();
        }
    }
}
