package io.fintrans.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.cli.Main;
import io.fintrans.process.ExitCode;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.TopicSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One city with two partitions, and a detector of its own that is started and stopped again. */
final class OneCity implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);
    /** The topic between the tasks, which may be replaced by another one. */
    private static final AtomicInteger NUMBER = new AtomicInteger();

    final String city = "Gone" + NUMBER.incrementAndGet();
    final String application = "detector-of-" + city;
    final String journal = application + "-window-changelog";
    final String exchange = Topics.exchangeOf(application);
    final TestBroker broker;
    final Admin admin;
    private final Path folder;
    private long paid;

    OneCity(TestBroker broker, Path folder) {
        this.broker = broker;
        this.admin = broker.admin();
        this.folder = folder;
        broker.create(new Topics(List.of(), 2));
        broker.create(city, 2);
    }

    void delete(String topic) throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        await(topic + " gone")
                .atMost(PATIENCE)
                .until(() -> !admin.listTopics().names().get().contains(topic));
    }

    @Override
    public void close() {
        admin.close();
    }

    /** Two payments of 6000 pass the threshold together; between them the detector is stopped. */
    void payTwiceAndStop() throws Exception {
        try (TestProcess detector = detect()) {
            awaitRunning(detector);
            pay();
            // So that the journal has a record of each.
            awaitCommit();
            send("nonsense");
            pay();
            awaitAlert(detector);
            awaitCommit();
            // One that is killed stays a member of its group for ten seconds.
            assertThat(detector.stop(PATIENCE)).isEqualTo(ExitCode.DONE);
        }
    }

    String refusal() {
        TestProcess detector = detect();
        assertThat(detector.awaitExit(PATIENCE)).isEqualTo(ExitCode.FAILED);
        List<String> sentences =
                detector.log().stream().filter(line -> !line.contains(" INFO ")).toList();
        assertThat(sentences).as("one sentence").hasSize(1);
        return sentences.get(0);
    }

    TestProcess detect(String... more) {
        List<String> all = new ArrayList<>(List.of("detect", "--bootstrap-server", broker.address(), "--cities", city));
        all.addAll(List.of(
                "--application-id",
                application,
                "--state-dir",
                folder.resolve("detect").toString()));
        all.addAll(more.length == 0 ? List.of("--window", "1h") : List.of(more));
        return TestProcess.fintrans(all.toArray(String[]::new));
    }

    int reconcile() {
        return run(
                "reconcile", "--application-id", application, "--cities", city, "--window", "1h", "--timeout", "60s");
    }

    int run(String command, String... more) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        List<String> all = new ArrayList<>(List.of(command.split(" ", -1)));
        all.addAll(List.of(more));
        all.addAll(List.of("--bootstrap-server", broker.address()));
        int code = Main.commandLine().setOut(writer).setErr(writer).execute(all.toArray(String[]::new));
        System.out.println(said);
        return code;
    }

    void pay() throws Exception {
        send("A" + city + " B " + (6000 + paid++));
    }

    void send(String value) throws Exception {
        send(new ProducerRecord<>(city, value.getBytes(UTF_8)));
    }

    /** Always to the same partition. */
    void sendAt(String value, Instant time) throws Exception {
        send(new ProducerRecord<>(city, 0, time.toEpochMilli(), null, value.getBytes(UTF_8)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    /** Deletes all of the journal, or all but its last records: the mark of a transaction's end is one. */
    void cutJournal(int left) throws ExecutionException, InterruptedException {
        for (int partition = 0; partition < widthOf(journal); partition++) {
            TopicPartition each = new TopicPartition(journal, partition);
            long end = Objects.requireNonNull(admin.listOffsets(Map.of(each, OffsetSpec.latest()))
                            .all()
                            .get()
                            .get(each))
                    .offset();
            admin.deleteRecords(Map.of(each, RecordsToDelete.beforeOffset(end - left)))
                    .all()
                    .get();
        }
    }

    int widthOf(String topic) throws ExecutionException, InterruptedException {
        return Objects.requireNonNull(admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic))
                .partitions()
                .size();
    }

    String settingOf(String topic, String setting) {
        return Objects.requireNonNull(
                        new TopicSettings(admin).of(List.of(topic)).get(topic))
                .get(setting)
                .value();
    }

    void awaitCommit() {
        await("commit").atMost(PATIENCE).until(() -> committed(application) > 0);
    }

    long committed(String group) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(each -> each.getKey().topic().equals(city) && each.getValue() != null)
                .mapToLong(each -> each.getValue().offset())
                .sum();
    }

    static void awaitRunning(TestProcess stage) {
        await("a stage at work").atMost(PATIENCE).until(() -> stage.logged("now=RUNNING") || !stage.isAlive());
        assertThat(stage.isAlive()).as(String.join("\n", stage.log())).isTrue();
    }

    static void awaitAlert(TestProcess detector) {
        await("an alert").atMost(PATIENCE).until(() -> !detector.out().isEmpty() || !detector.isAlive());
        assertThat(detector.isAlive()).as(String.join("\n", detector.log())).isTrue();
    }
}
