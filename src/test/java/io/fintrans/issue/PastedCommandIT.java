package io.fintrans.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.cli.Main;
import io.fintrans.process.ExitCode;
import io.fintrans.testing.SecuredBroker;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.admin.TopicSettings;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command to start over, in the last line of a stage, left out {@code --command-config} and {@code --window}: pasted, it could not
 * connect. The commands of {@code topics --dry-run} left out {@code --replication-factor}. Now they work as they are printed.
 */
class PastedCommandIT {
    private static final String CITY = "Bruges";
    private static final String DETECTOR = "pasted-detector";
    private static final String JOURNAL = DETECTOR + "-window-changelog";

    @TempDir
    private Path folder;

    @Test
    void startsOverWhereKafkaWantsToKnowWhoComes() throws Exception {
        try (SecuredBroker broker = new SecuredBroker(folder)) {
            Path config = Files.move(broker.user("boss"), folder.resolve("the boss's own.properties"));
            allowEverything(broker);
            List<String> connection =
                    List.of("--bootstrap-server", broker.address(), "--command-config", config.toString());
            assertThat(run(connection, "topics", "--cities", CITY)).isEqualTo(ExitCode.DONE);
            try (TestProcess detector = detect(connection)) {
                OneCity.awaitRunning(detector);
                payAndAwaitCommit(broker, config);
                assertThat(detector.stop(OneCity.PATIENCE)).isEqualTo(ExitCode.DONE);
            }
            broker.admin().deleteTopics(List.of(JOURNAL)).all().get();

            String last = lastLine(connection);
            assertThat(last).contains("The journal " + JOURNAL + " is gone");
            PastedCommand.in(last).get(0).run(broker.admin());

            String retention = Objects.requireNonNull(new TopicSettings(broker.admin())
                            .of(List.of(JOURNAL))
                            .get(JOURNAL))
                    .get("retention.ms")
                    .value();
            assertThat(Long.parseLong(retention))
                    .isGreaterThan(Duration.ofDays(9).toMillis());
            try (TestProcess detector = detect(connection)) {
                OneCity.awaitRunning(detector);
            }
        }
    }

    @Test
    void makesTheTopicsThatTopicsWouldMake() throws Exception {
        try (TestBroker broker = TestBroker.start();
                Admin admin = broker.admin()) {
            List<String> connection = List.of("--bootstrap-server", broker.address());
            StringWriter said = new StringWriter();
            run(said, connection, "topics", "--dry-run", "--cities", CITY, "--replication-factor", "1");
            List<PastedCommand> commands = PastedCommand.in(said.toString());
            assertThat(commands)
                    .hasSameSizeAs(said.toString()
                            .lines()
                            .filter(line -> line.contains("would create"))
                            .toList())
                    .isNotEmpty();
            for (PastedCommand command : commands) {
                assertThat(command.words()).containsSubsequence("--replication-factor", "1");
                command.run(admin);
            }

            said.getBuffer().setLength(0);
            run(said, connection, "topics", "--dry-run", "--cities", CITY, "--replication-factor", "1");
            assertThat(said.toString()).doesNotContain("would create").doesNotContain("warning");
        }
    }

    private static void allowEverything(SecuredBroker broker) {
        for (ResourceType type : List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)) {
            broker.allow("boss", type, "*", PatternType.LITERAL, AclOperation.ALL);
        }
        broker.allow("boss", ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL, AclOperation.ALL);
    }

    private static void payAndAwaitCommit(SecuredBroker broker, Path config) throws Exception {
        Properties client = new Properties();
        try (Reader reader = Files.newBufferedReader(config)) {
            client.load(reader);
        }
        client.setProperty("bootstrap.servers", broker.address());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(CITY, "A B 1".getBytes(UTF_8))).get();
        }
        Awaitility.await()
                .atMost(OneCity.PATIENCE)
                .until(
                        () -> broker
                                .admin()
                                .listConsumerGroupOffsets(DETECTOR)
                                .partitionsToOffsetAndMetadata()
                                .get()
                                .entrySet()
                                .stream()
                                .anyMatch(each -> each.getKey().topic().equals(CITY)
                                        && each.getValue().offset() > 0));
    }

    private String lastLine(List<String> connection) {
        try (TestProcess detector = detect(connection)) {
            assertThat(detector.awaitExit(OneCity.PATIENCE)).isEqualTo(ExitCode.FAILED);
            return detector.log().get(detector.log().size() - 1);
        }
    }

    private TestProcess detect(List<String> connection) {
        List<String> line = new ArrayList<>(List.of("detect", "--cities", CITY, "--window", "72h", "--quiet"));
        line.addAll(List.of(
                "--application-id",
                DETECTOR,
                "--state-dir",
                folder.resolve("state").toString()));
        line.addAll(connection);
        return TestProcess.fintrans(line.toArray(String[]::new));
    }

    private static int run(List<String> connection, String... arguments) {
        return run(new StringWriter(), connection, arguments);
    }

    private static int run(StringWriter said, List<String> connection, String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(connection);
        PrintWriter writer = new PrintWriter(said, true);
        return Main.commandLine().setOut(writer).setErr(writer).execute(line.toArray(String[]::new));
    }
}
