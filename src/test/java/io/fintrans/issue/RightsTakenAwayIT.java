package io.fintrans.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.common.acl.AclOperation.ALL;
import static org.apache.kafka.common.acl.AclOperation.CLUSTER_ACTION;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.cli.Main;
import io.fintrans.process.ExitCode;
import io.fintrans.testing.SecuredBroker;
import io.fintrans.testing.TestInfluxDb;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.TopicAdmin;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who loses a right under a running volume stage, ingest or console was told it in a hundred lines, or not at all; and to end a
 * transaction without the right to it gave the advice to look at transactional ids "that begin with the application id".
 */
class RightsTakenAwayIT {
    private static final String CITY = "Basel";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static SecuredBroker broker;

    @BeforeAll
    static void start() {
        broker = new SecuredBroker(folder);
        new TopicAdmin(broker.admin()).create(new Topics(List.of(new City(CITY)), 1).all(), (short) 1);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void underAVolumeStage() {
        Path config = allowed("adder");
        try (TestProcess stage = start("volume", config, "--state-dir", path("volume"))) {
            await().atMost(PATIENCE).until(() -> stage.logged("now=RUNNING") || !stage.isAlive());
            broker.revoke("adder", TOPIC, "*", LITERAL, ALL);
            endsInOneLine(stage, "User:adder may not do in Kafka what volume needs");
        }
    }

    @Test
    void underAnIngest() {
        Path config = allowed("filler");
        try (TestInfluxDb influx = TestInfluxDb.start("");
                TestProcess stage = start("ingest", config, "--influx", influx.url())) {
            await().atMost(PATIENCE).until(() -> stage.logged("partitions-assigned") || !stage.isAlive());
            broker.revoke("filler", TOPIC, "*", LITERAL, ALL);
            endsInOneLine(stage, "User:filler may not do in Kafka what ingest needs");
        }
    }

    @Test
    void underAnIngestOfItsGroup() {
        Path config = allowed("grouped");
        try (TestInfluxDb influx = TestInfluxDb.start("");
                TestProcess stage = start("ingest", config, "--influx", influx.url())) {
            await().atMost(PATIENCE).until(() -> stage.logged("partitions-assigned") || !stage.isAlive());
            broker.revoke("grouped", GROUP, "*", LITERAL, ALL);
            endsInOneLine(stage, "Read on group fintrans-ingest");
        }
    }

    @Test
    void underAConsoleThatGoesOnAndSaysSoOnceForEachTopic() throws Exception {
        Path config = allowed("watcher");
        try (TestProcess console = start("console", config, "--port", "0", "--data-dir", path("console"))) {
            await().atMost(PATIENCE).until(() -> !console.out().isEmpty() || !console.isAlive());
            broker.revoke("watcher", TOPIC, "*", LITERAL, ALL);
            await().atMost(PATIENCE)
                    .until(() ->
                            List.of(Topics.ALERTS, Topics.VOLUMES, Topics.CASES, Topics.RULES, Topics.SHADOW_ALERTS)
                                    .stream()
                                    .allMatch(topic -> console.logged(
                                            "User:watcher may not do in Kafka what console needs: Read on" + " topic "
                                                    + topic + ". ")));
            broker.allow("watcher", TOPIC, "*", LITERAL, ALL);
            await().atMost(PATIENCE).until(() -> console.logged("event=topic-readable-again topic=" + Topics.CASES));

            assertThat(console.isAlive()).isTrue();
            assertThat(console.log().stream()
                            .filter(line -> !line.contains(" INFO ") && !line.contains("event=no-users")))
                    .as(String.join("\n", console.log()))
                    .hasSize(5);
        }
    }

    @Test
    void whoMayNotEndATransactionIsToldWhichRightThatNeeds() throws Exception {
        Path holder = allowed("holder");
        Path ender = broker.user("ender");
        broker.allow("ender", TOPIC, "*", LITERAL, READ);
        try (KafkaProducer<byte[], byte[]> producer = producer(holder)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(CITY, "a b 1".getBytes(UTF_8))).get();
            String number = number(ender);

            assertThat(end(ender, number, ExitCode.FAILED))
                    .contains(
                            "User:ender may not do in Kafka what transactions --end needs: ClusterAction on the cluster")
                    .contains("--operation ClusterAction --cluster");
            broker.allow("ender", TRANSACTIONAL_ID, "holds-basel", LITERAL, DESCRIBE);
            await().atMost(PATIENCE)
                    .until(() -> end(ender, number, ExitCode.FAILED)
                            .contains("Write on transactional ids that begin with holds-basel"));
            broker.allow("ender", TRANSACTIONAL_ID, "holds-basel", LITERAL, WRITE);
            await().atMost(PATIENCE)
                    .until(() -> run("transactions", ender, "--end", number).code() == ExitCode.DONE);
        }
        try (KafkaProducer<byte[], byte[]> producer = producer(holder)) {
            broker.revoke("ender", TRANSACTIONAL_ID, "holds-basel", LITERAL, DESCRIBE);
            broker.revoke("ender", TRANSACTIONAL_ID, "holds-basel", LITERAL, WRITE);
            broker.allow("ender", CLUSTER, "kafka-cluster", LITERAL, CLUSTER_ACTION);
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(CITY, "a b 1".getBytes(UTF_8))).get();
            await().atMost(PATIENCE)
                    .until(() ->
                            run("transactions", ender, "--end", number(ender)).code() == ExitCode.DONE);
        }
    }

    private static String number(Path config) {
        String list = run("transactions", config).said();
        assertThat(list).contains("producer ");
        return list.replaceAll("(?s).*?producer (\\d+).*", "$1");
    }

    private static String end(Path config, String number, int code) {
        Run run = run("transactions", config, "--end", number);
        assertThat(run.code()).as(run.said()).isEqualTo(code);
        assertThat(run.said().lines()).as(run.said()).hasSize(1);
        return run.said();
    }

    private static void endsInOneLine(TestProcess stage, String sentence) {
        assertThat(stage.awaitExit(PATIENCE)).as(String.join("\n", stage.log())).isEqualTo(ExitCode.FAILED);
        assertThat(stage.log()).last().asString().startsWith("fintrans: ").contains(sentence);
        assertThat(stage.log().stream().filter(line -> !line.contains(" INFO ") && !line.startsWith("0 points, ")))
                .as(String.join("\n", stage.log()))
                .hasSize(1);
    }

    /** Somebody who may do everything. */
    private static Path allowed(String user) {
        Path config = broker.user(user);
        broker.allow(user, TOPIC, "*", LITERAL, ALL);
        broker.allow(user, GROUP, "*", LITERAL, ALL);
        broker.allow(user, TRANSACTIONAL_ID, "*", LITERAL, ALL);
        broker.allow(user, CLUSTER, "kafka-cluster", LITERAL, CREATE);
        return config;
    }

    private static TestProcess start(String command, Path config, String... options) {
        return TestProcess.fintrans(line(command, config, options));
    }

    private record Run(int code, String said) {}

    private static Run run(String command, Path config, String... options) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        int code = Main.commandLine().setOut(writer).setErr(writer).execute(line(command, config, options));
        return new Run(code, said.toString());
    }

    private static String[] line(String command, Path config, String... options) {
        List<String> all = new ArrayList<>(List.of(command, "--cities", CITY));
        all.addAll(List.of("--bootstrap-server", broker.address(), "--command-config", config.toString()));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }

    private static KafkaProducer<byte[], byte[]> producer(Path config) throws IOException {
        Properties client = new Properties();
        try (Reader reader = Files.newBufferedReader(config)) {
            client.load(reader);
        }
        client.setProperty("bootstrap.servers", broker.address());
        client.setProperty("transactional.id", "holds-basel");
        return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }
}
