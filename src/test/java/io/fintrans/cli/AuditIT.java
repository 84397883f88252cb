package io.fintrans.cli;

import static io.fintrans.casework.TestCommands.NOW;
import static io.fintrans.casework.TestCommands.command;
import static io.fintrans.casework.TestCommands.comment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.CaseEventJson;
import io.fintrans.console.CaseLog;
import io.fintrans.console.Checkpoints;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TopicContents;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What someone with all rights on Kafka does to the record of decisions is found. */
class AuditIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private TestBroker broker;

    @BeforeEach
    void decideSomething() throws Exception {
        broker = TestBroker.start();
        createTopic();
        try (Checkpoints checkpoints = Checkpoints.open(folder, Clock.systemUTC());
                CaseLog log = CaseLog.open(properties(), Clock.systemUTC(), checkpoints, event -> {})) {
            assertThat(log.awaitReplayed(Duration.ofSeconds(30))).isTrue();
            for (int i = 0; i < 4; i++) {
                log.submit(command("episode", i, "ann", comment("remark " + i)));
            }
        }
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void findsNothingWrongInWhatWasNotTouched() {
        assertThat(verify()).isZero();
        assertThat(verifySigned()).isZero();
        assertThat(out.toString()).contains("events       4", "void         0", "4, the newest of event 4", "ok  ");
    }

    @Test
    void countsWhatLostARace() throws Exception {
        List<byte[]> values = values();
        CaseBook slow = new CaseBook();
        slow.replay(CaseEventJson.read(values.get(0)));
        values.add(CaseEventJson.write(slow.check(command("other", 0, "ben", comment("too late")), NOW)));
        rewrite(values);

        assertThat(verifySigned()).isZero();
        assertThat(out.toString()).contains("events       4", "void         1");
    }

    @Test
    void findsAChangedADroppedAndASwappedRecord() {
        List<byte[]> original = values();
        List<byte[]> changed = new ArrayList<>(original);
        changed.set(
                1, new String(changed.get(1), UTF_8).replace("remark", "REMARK").getBytes(UTF_8));
        assertFound(changed, "BROKEN       offset 1, event 2: its hash does not belong to its content");
        List<byte[]> dropped = new ArrayList<>(original);
        dropped.remove(2);
        assertFound(dropped, "BROKEN       offset 2, event 4: event 3 should be here");
        List<byte[]> swapped = new ArrayList<>(original);
        Collections.swap(swapped, 0, 1);
        assertFound(swapped, "BROKEN       offset 0, event 2: event 1 should be here");
    }

    private void assertFound(List<byte[]> values, String what) {
        rewrite(values);
        assertThat(verify()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString()).contains(what);
    }

    @Test
    void findsACutEndByTheCheckpoints() {
        rewrite(values().subList(0, 2));

        assertThat(verify()).isZero();
        assertThat(verifySigned()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString()).contains("checkpoint 3: event 3 is missing, the topic ends with event 2");
    }

    @Test
    void findsAHistoryThatWasWrittenAnewByTheCheckpoints() throws Exception {
        CaseBook forged = new CaseBook();
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            CaseEvent event = forged.check(command("episode", i, "ann", comment("another remark")), NOW);
            forged.replay(event);
            values.add(CaseEventJson.write(event));
        }
        rewrite(values);

        assertThat(verify()).isZero();
        assertThat(verifySigned()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString()).contains("checkpoint 1: event 1 is another one than when it was signed");
    }

    @Test
    void findsAChangedCheckpoint() throws Exception {
        Path file = folder.resolve(Checkpoints.FILE);
        Files.writeString(file, Files.readString(file).replaceFirst("\"sequence\":3", "\"sequence\":2"));
        assertThat(verifySigned()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString()).contains("checkpoint 3: its signature is wrong");

        Files.writeString(file, "nothing\n");
        assertThat(verifySigned()).isEqualTo(ExitCode.CHECK_FAILED);
    }

    @Test
    void findsADeletedTopicByTheCheckpoints() throws Exception {
        deleteTopic();

        assertThat(verify()).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("fintrans.cases", "fintrans topics");
        assertThat(verifySigned()).isEqualTo(ExitCode.CHECK_FAILED);
    }

    @Test
    void saysWhatIsWrongWithItsArguments() {
        assertThat(run("verify", "--public-key", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(run("verify", "--checkpoints", folder.resolve("none").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("repair")).isEqualTo(ExitCode.USAGE);
        assertThat(run()).isEqualTo(ExitCode.USAGE);
    }

    private int verify() {
        return run("verify");
    }

    private int verifySigned() {
        return run("verify", "--checkpoints", folder.resolve(Checkpoints.FILE).toString());
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("audit", "--bootstrap-server", broker.address()));
        all.addAll(List.of(arguments));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private List<byte[]> values() {
        return new ArrayList<>(TopicContents.read(broker.address(), List.of(Topics.CASES)).stream()
                .map(ConsumerRecord::value)
                .toList());
    }

    /** As an attacker would: the topic is deleted and written again. */
    @SuppressWarnings("FutureReturnValueIgnored") // closing the producer waits
    private void rewrite(List<byte[]> values) {
        deleteTopic();
        createTopic();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] value : values) {
                byte[] key = CaseEventJson.read(value).episode().getBytes(UTF_8);
                producer.send(new ProducerRecord<>(Topics.CASES, key, value));
            }
        }
    }

    private void deleteTopic() {
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(List.of(Topics.CASES));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !admin.listTopics().names().get().contains(Topics.CASES));
        }
    }

    private void createTopic() {
        broker.create(new Topics(City.DEFAULTS, 1)
                .all().stream()
                        .filter(topic -> topic.name().equals(Topics.CASES))
                        .toList());
    }

    private Map<String, Object> properties() {
        return Map.of("bootstrap.servers", broker.address());
    }
}
