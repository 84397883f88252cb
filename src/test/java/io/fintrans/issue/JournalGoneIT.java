package io.fintrans.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.cli.ExitCode;
import io.fintrans.cli.Main;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topic;
import io.fintrans.topic.TopicSettings;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The detector started with an empty window, and without a word, when its journal's topic had been deleted, was kept for five
 * seconds, or compacted; it then missed alerts.
 */
class JournalGoneIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** The topic between the tasks, which may be replaced by another one. */
    private static final String INTERNAL = Topics.BY_SOURCE;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static TestBroker broker;
    private static Admin admin;

    @TempDir
    private Path folder;

    /** Each test has a city and an application of its own. */
    private final String city = "Gone" + NUMBER.incrementAndGet();

    private final String application = "detector-of-" + city;
    private final String journal = application + "-window-changelog";
    private long paid;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        admin = broker.admin();
        broker.create(new Topics(List.of(), 2));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void makeCity() {
        broker.create(city, 2);
    }

    @AfterEach
    void deleteCity() throws Exception {
        admin.deleteTopics(List.of(city)).all().get();
    }

    @Test
    void refusesToStartWhenTheJournalWasDeletedAndStartsOverKnowingly() throws Exception {
        payTwiceAndStop();
        admin.deleteTopics(List.of(journal)).all().get();
        assertThat(refusal()).contains("The journal " + journal + " is gone").contains("fintrans start-over detect");

        assertThat(run("start-over", "detect", "--application-id", application, "--cities", city)).isEqualTo(ExitCode.DONE);
        try (TestProcess detector = detect()) {
            awaitAlert(detector);
        }
        assertThat(reconcile()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void refusesToStartWhenTheJournalWasDeletedAndMadeAgain() throws Exception {
        payTwiceAndStop();
        admin.deleteTopics(List.of(journal)).all().get();
        await("journal gone").atMost(PATIENCE).until(() -> !admin.listTopics().names().get().contains(journal));
        broker.create(journal, widthOf(INTERNAL));
        assertThat(refusal()).contains("was deleted and made again").contains("fintrans start-over detect");
    }

    /** As retention does it, when it was five seconds. */
    @Test
    void refusesToStartWhenTheJournalHasLostAllOrTheBeginningOfTheWindow() throws Exception {
        payTwiceAndStop();
        cutJournal(0);
        assertThat(refusal()).contains("has lost all of its partition");
    }

    @Test
    void refusesToStartWhenTheJournalBeginsWithinTheWindow() throws Exception {
        payTwiceAndStop();
        cutJournal(2);
        assertThat(refusal()).contains("which is less than the window of payments that come now");
    }

    /** Kafka forgets what was committed for a topic that is deleted; it is missed by the journal, and by what the others know. */
    @Test
    void refusesToStartWhenTheTopicBetweenTheTasksWasDeletedAndMadeAgain() throws Exception {
        payTwiceAndStop();
        int width = widthOf(INTERNAL);
        admin.deleteTopics(List.of(INTERNAL)).all().get();
        await("topic gone").atMost(PATIENCE).until(() -> !admin.listTopics().names().get().contains(INTERNAL));
        broker.create(new Topics(List.of(), width));
        assertThat(refusal()).contains("Topic " + INTERNAL + " was deleted and made again");
    }

    /** What was written to a topic that was compacted is gone; to a new one it can be set right. */
    @ParameterizedTest
    @ValueSource(strings = {"retention.ms=5000", "cleanup.policy=compact", "retention.bytes=1000000", "message.timestamp.type=CreateTime"})
    void setsRightHowANewJournalIsKeptAndMakesItWiderAndSaysSo(String setting) throws Exception {
        String[] parts = setting.split("=", -1);
        broker.create(List.of(new Topic(journal, 1, "test", Map.of(parts[0], parts[1]))));
        try (TestProcess detector = detect()) {
            awaitRunning(detector);
            assertThat(detector.log()).anyMatch(line -> line.contains("event=topic-set-right topic=" + journal) && line.contains(setting));
            assertThat(settingOf(journal, parts[0])).isNotEqualTo(parts[1]);
            assertThat(widthOf(journal)).isEqualTo(widthOf(INTERNAL));
            pay();
            pay();
            awaitAlert(detector);
        }
    }

    @Test
    void setsRightHowTopicsOfFintransAreKeptButNeverACity() throws Exception {
        new TopicSettings(admin).set(INTERNAL, Map.of("retention.ms", "5000"));
        new TopicSettings(admin).set(Topics.REJECTED, Map.of("cleanup.policy", "compact"));
        try (TestProcess detector = detect()) {
            awaitRunning(detector);
            assertThat(settingOf(INTERNAL, "retention.ms")).isEqualTo(Long.toString(Duration.ofDays(7).toMillis()));
            assertThat(settingOf(Topics.REJECTED, "cleanup.policy")).isEqualTo("delete");
        }
        new TopicSettings(admin).set(city, Map.of("cleanup.policy", "compact"));
        assertThat(refusal()).contains("Topic " + city + " has cleanup.policy=compact").contains("kafka-configs.sh");
        assertThat(settingOf(city, "cleanup.policy")).isEqualTo("compact");
    }

    @Test
    void aLongerWindowKeepsTheJournalForLonger() throws Exception {
        payTwiceAndStop();
        long before = Long.parseLong(settingOf(journal, "retention.ms"));
        try (TestProcess detector = detect("--window", "48h")) {
            awaitRunning(detector);
            assertThat(Long.parseLong(settingOf(journal, "retention.ms")))
                    .isEqualTo(before + Duration.ofHours(47).toMillis());
        }
    }

    @Test
    void refusesToStartWhenAccountsWouldMoveToOtherTasks() throws Exception {
        payTwiceAndStop();
        int width = widthOf(INTERNAL);
        admin.createPartitions(Map.of(INTERNAL, NewPartitions.increaseTo(width + 1))).all().get();
        assertThat(refusal()).contains("Partitions were added to " + INTERNAL);
    }

    /** A journal of a detector that has read nothing but nonsense is not taken for a lost one. */
    @Test
    void startsAgainWhenNothingThatWasReadWasAPayment() throws Exception {
        try (TestProcess detector = detect()) {
            awaitRunning(detector);
            send("nonsense");
            awaitCommit();
        }
        try (TestProcess detector = detect()) {
            awaitRunning(detector);
        }
    }

    @Test
    void theVolumeStageRefusesToStartWithoutItsJournal() throws Exception {
        String volume = "volume-of-" + city;
        String[] command = {
            "volume", "--bootstrap-server", broker.address(), "--cities", city, "--application-id", volume,
            "--state-dir", folder.resolve("volume").toString()
        };
        send("nonsense");
        try (TestProcess stage = TestProcess.fintrans(command)) {
            await("nonsense read").atMost(PATIENCE).until(() -> committed(volume) > 0);
        }
        try (TestProcess stage = TestProcess.fintrans(command)) {
            awaitRunning(stage);
        }
        admin.deleteTopics(List.of(volume + "-seconds-changelog")).all().get();
        TestProcess refused = TestProcess.fintrans(command);
        assertThat(refused.awaitExit(PATIENCE)).isEqualTo(ExitCode.FAILED);
        assertThat(refused.log()).singleElement().asString().contains("is gone").contains("fintrans start-over volume");
        assertThat(run("start-over", "volume", "--application-id", volume, "--cities", city)).isEqualTo(ExitCode.DONE);
        try (TestProcess stage = TestProcess.fintrans(command)) {
            awaitRunning(stage);
        }
    }

    /** Two payments of 6000 pass the threshold together; between them the detector is stopped. */
    private void payTwiceAndStop() throws Exception {
        try (TestProcess detector = detect()) {
            awaitRunning(detector);
            pay();
            send("nonsense");
            pay();
            awaitAlert(detector);
            awaitCommit();
        }
    }

    private String refusal() {
        TestProcess detector = detect();
        assertThat(detector.awaitExit(PATIENCE)).isEqualTo(ExitCode.FAILED);
        assertThat(detector.log()).as("one sentence").hasSize(1);
        return detector.log().get(0);
    }

    private TestProcess detect(String... more) {
        List<String> all = new ArrayList<>(List.of("detect", "--bootstrap-server", broker.address(), "--cities", city));
        all.addAll(List.of("--application-id", application, "--state-dir", folder.resolve("detect").toString()));
        all.addAll(more.length == 0 ? List.of("--window", "1h") : List.of(more));
        return TestProcess.fintrans(all.toArray(String[]::new));
    }

    private int reconcile() {
        return run("reconcile", "--application-id", application, "--cities", city, "--window", "1h", "--timeout", "60s");
    }

    private static int run(String command, String... more) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(more));
        all.addAll(List.of("--bootstrap-server", broker.address()));
        int code = Main.commandLine().setOut(writer).setErr(writer).execute(all.toArray(String[]::new));
        System.out.println(said);
        return code;
    }

    private void pay() throws Exception {
        send("A" + city + " B " + (6000 + paid++));
    }

    private void send(String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(city, value.getBytes(UTF_8))).get();
        }
    }

    /** Deletes all of the journal, or all but its last records: the mark of a transaction's end is one. */
    private void cutJournal(int left) throws ExecutionException, InterruptedException {
        for (int partition = 0; partition < widthOf(journal); partition++) {
            TopicPartition each = new TopicPartition(journal, partition);
            long end = admin.listOffsets(Map.of(each, OffsetSpec.latest())).all().get().get(each).offset();
            admin.deleteRecords(Map.of(each, RecordsToDelete.beforeOffset(end - left))).all().get();
        }
    }

    private static int widthOf(String topic) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
    }

    private static String settingOf(String topic, String setting) {
        return new TopicSettings(admin).of(List.of(topic)).get(topic).get(setting).value();
    }

    private void awaitCommit() {
        await("commit").atMost(PATIENCE).until(() -> committed(application) > 0);
    }

    private long committed(String group) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(each -> each.getKey().topic().equals(city) && each.getValue() != null)
                .mapToLong(each -> each.getValue().offset())
                .sum();
    }

    private static void awaitRunning(TestProcess stage) {
        await("a stage at work").atMost(PATIENCE).until(() -> stage.logged("now=RUNNING") || !stage.isAlive());
        assertThat(stage.isAlive()).as(String.join("\n", stage.log())).isTrue();
    }

    private static void awaitAlert(TestProcess detector) {
        await("an alert").atMost(PATIENCE).until(() -> !detector.out().isEmpty() || !detector.isAlive());
        assertThat(detector.isAlive()).as(String.join("\n", detector.log())).isTrue();
    }
}
