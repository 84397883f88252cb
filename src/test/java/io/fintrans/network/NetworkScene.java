package io.fintrans.network;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import java.util.Arrays;
import java.io.StringWriter;
import java.io.PrintWriter;
import io.fintrans.cli.Main;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.fintrans.accepted.AcceptedReader;
import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.network.graph.HistorySettings;
import io.fintrans.network.state.NetworkStore.Judging;
import io.fintrans.packed.PackedReader;
import io.fintrans.rule.NetworkDefaults;
import io.fintrans.rule.RuleSource;
import io.fintrans.rule.Rulebook;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleWriter;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.City;
import io.fintrans.transaction.Payment;
import io.fintrans.transaction.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker, a detector and a network stage at work on payments of last week, in which there is much to be found; the newest are of today, so that all is over. */
final class NetworkScene implements AutoCloseable {
    private static final List<String> CITIES =
            City.DEFAULTS.stream().map(City::name).toList();
    private static final long MINUTE = 60_000;
    private static final int ACCOUNTS = 80;
    /** One of each kind, with windows so short that all of last week is over today. */
    private static final Rulebook RULES = new Rulebook(NetworkDefaults.rules().stream()
            .map(draft -> draft.first().with(Duration.ofHours(24), draft.parameters()))
            .toList());

    private final TestBroker broker = TestBroker.withCities();
    private final Path folder;
    private final SplittableRandom random = new SplittableRandom(7);
    private final KafkaProducer<byte[], byte[]> producer;
    private final TestProcess detector;
    private long time = Instant.now().minus(Duration.ofHours(150)).toEpochMilli();
    private TestProcess network;
    private int sent;

    NetworkScene(Path folder) {
        this.folder = folder;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer());
        this.detector = start("detect");
        try (RuleWriter writer = new RuleWriter(Map.of("bootstrap.servers", broker.address()), Application.NETWORK)) {
            RuleChange.Author author =
                    new RuleChange.Author(Application.NETWORK, "test", "short windows", Instant.now());
            writer.write(new RuleChange.First(author, RULES.specs(), Duration.ofMinutes(6)));
        }
        this.network = start("network");
    }

    private TestProcess start(String command) {
        return TestProcess.fintrans(
                command,
                "--bootstrap-server",
                broker.address(),
                "--state-dir",
                folder.resolve(command).toString());
    }

    TestProcess network() {
        return network;
    }

    void restart() {
        network = start("network");
    }

    /** Sends so many payments; two in five are late by up to nine minutes. */
    void pay(int count) {
        record Paid(long comes, long time, String text) {}
        List<Paid> payments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            time += random.nextInt(3) * 1000L * random.nextInt(20);
            long late = random.nextInt(5) < 2 ? random.nextLong(9 * MINUTE) : 0;
            long amount = 80 + 5L * random.nextInt(random.nextInt(4) == 0 ? 400 : 12);
            int source = random.nextInt(ACCOUNTS);
            int target = (source + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
            payments.add(new Paid(time + late, time, source + " " + target + " " + amount));
        }
        payments.sort(Comparator.comparingLong(Paid::comes));
        payments.forEach(paid -> send(CITIES.get(random.nextInt(CITIES.size())), null, paid.text, paid.time));
        producer.flush();
    }

    /** Sends a payment of today to each partition. */
    void end() {
        long now = System.currentTimeMillis();
        for (String city : CITIES) {
            for (int partition = 0; partition < Topics.DEFAULT_PARTITIONS; partition++) {
                send(city, partition, "from-" + partition + " to-" + city + " 1", now);
            }
        }
        producer.flush();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What is lost shows when payments are counted.
    private void send(String city, @Nullable Integer partition, String text, long at) {
        producer.send(new ProducerRecord<>(city, partition, at, null, text.getBytes(UTF_8)));
        sent++;
    }

    /** The network's alerts so far, in the order in which they came. */
    List<Alert> alerts() {
        return TopicContents.read(broker.address(), List.of(Topics.ALERTS)).stream()
                .map(record -> AlertJson.read(record.value()))
                .filter(alert -> alert.application().equals(NetworkSettings.DEFAULT_APPLICATION_ID))
                .toList();
    }

    void awaitAlerts(int count) {
        await("alerts").atMost(Duration.ofMinutes(3)).until(() -> alerts().size() >= count);
    }

    /** What {@code fintrans reconcile} says, with its exit code before it. */
    String reconcile() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int code = Main.commandLine()
                .setOut(out)
                .setErr(out)
                .execute("reconcile", "--bootstrap-server", broker.address(), "--timeout", "2m");
        return "exit " + code + "\n" + text;
    }

    /** Somebody writes an alert. */
    void forge(Alert alert) {
        write(alert, AlertJson.write(alert));
    }

    /** Somebody deletes an alert. */
    void delete(Alert alert) {
        write(alert, null);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What is lost is not found by the proof.
    private void write(Alert alert, byte @Nullable [] value) {
        byte[] key = alert.id().toString().getBytes(UTF_8);
        int partition = TopicContents.read(broker.address(), List.of(Topics.ALERTS)).stream()
                .filter(record -> Arrays.equals(record.key(), key))
                .mapToInt(ConsumerRecord::partition)
                .findFirst()
                .orElse(0);
        producer.send(new ProducerRecord<>(Topics.ALERTS, partition, key, value));
        producer.flush();
    }

    /** What must stand in the end: the same payments in order, judged in one go. */
    Set<String> expected() {
        Judging judging = NetworkTopology.judging(new NetworkSettings(
                NetworkSettings.DEFAULT_APPLICATION_ID,
                Feed.DETECTOR,
                RULES,
                RuleSource.fixed(RULES),
                HistorySettings.USUAL,
                Long.MAX_VALUE / 2));
        List<Alert> told = new ArrayList<>();
        for (Accepted paid : accepted()) {
            judging.judge()
                    .add(
                            paid.payment.source(),
                            paid.payment.target(),
                            paid.time,
                            paid.payment.amount().minorUnits(),
                            judging.graph().origin(paid.topic, paid.partition),
                            Place.of(paid.offset, 0));
            judging.judge().judge();
            told.addAll(judging.findings().told());
        }
        return NetworkRestartTest.standing(told);
    }

    private record Accepted(Payment payment, long time, String topic, int partition, long offset) {}

    /** All accepted payments in canonical order. */
    private List<Accepted> accepted() {
        List<Accepted> payments = new ArrayList<>();
        AcceptedReader reader = new AcceptedReader();
        TopicContents.read(broker.address(), List.of(Topics.ACCEPTED)).forEach(record -> {
            reader.open(record.value());
            PackedReader packed = reader.payments();
            while (packed.next()) {
                payments.add(new Accepted(
                        packed.payment(), packed.time(), packed.topic(), packed.partition(), packed.offset()));
            }
        });
        if (payments.size() != sent) {
            throw new AssertionError(sent + " were sent, and accepted are " + payments.size());
        }
        payments.sort(Comparator.comparingLong(Accepted::time)
                .thenComparing(Accepted::topic)
                .thenComparing(Accepted::partition)
                .thenComparing(Accepted::offset));
        return payments;
    }

    @Override
    public void close() {
        network.close();
        detector.close();
        producer.close();
        broker.close();
    }
}
