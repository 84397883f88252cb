package io.fintrans.issue;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.alert.Typology;
import io.fintrans.cli.Main;
import io.fintrans.process.ExitCode;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleChange.First;
import io.fintrans.rule.log.RuleWriter;
import io.fintrans.testing.RuleTopic;
import io.fintrans.testing.SecuredBroker;
import io.fintrans.testing.TestInfluxDb;
import io.fintrans.testing.TestProcess;
import io.fintrans.testing.TestRules;
import io.fintrans.topic.Topic;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.TopicAdmin;
import io.fintrans.transaction.City;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rights in Kafka were asked of the detector only, and what the manual said of the others nobody had tried. Here each command runs with
 * exactly those that docs/security.md names, and with each one taken away a sentence names principal, operation and resource.
 */
class RightsOfEachCommandIT {
    private static final String CITY = "Bern";
    private static final String RULED = "ruled";
    private static final String DETECTOR = "fintrans-detector";
    private static final String VOLUME = "fintrans-volume";
    private static final String WINDOW_JOURNAL = DETECTOR + "-window-changelog";
    private static final String NETWORK = "fintrans-network";
    private static final String NETWORK_JOURNAL = NETWORK + "-window-changelog";
    private static final String SECONDS_JOURNAL = VOLUME + "-seconds-changelog";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static SecuredBroker broker;
    private String said = "";

    @BeforeAll
    static void start() {
        broker = new SecuredBroker(folder);
        List<Topic> all = new ArrayList<>(new Topics(List.of(new City(CITY)), 1).all());
        all.add(Topics.exchange(DETECTOR, 1));
        all.add(new Topic(WINDOW_JOURNAL, 1, "test", Map.of()));
        all.add(new Topic(SECONDS_JOURNAL, 1, "test", Map.of()));
        all.add(new Topic(NETWORK_JOURNAL, 1, "test", Map.of()));
        new TopicAdmin(broker.admin()).create(all, (short) 1);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void volume() {
        streams("volume", VOLUME, SECONDS_JOURNAL, List.of(CITY), List.of(Topics.VOLUMES), "--cities", CITY);
    }

    @Test
    void network() {
        Grant.topics(WRITE, Topics.RULES).forEach(first -> allow("network", first));
        List<String> alerts = List.of(Topics.ALERTS, Topics.SHADOW_ALERTS);
        streams("network", NETWORK, NETWORK_JOURNAL, List.of(Topics.ACCEPTED, Topics.RULES), alerts);
    }

    @Test
    void ingest() {
        List<Grant> grants = new ArrayList<>(Grant.topics(READ, CITY, Topics.VOLUMES, Topics.ALERTS));
        grants.addAll(Grant.topics(WRITE, Topics.REJECTED));
        grants.add(new Grant(GROUP, "fintrans-ingest", LITERAL, READ));
        try (TestInfluxDb influx = TestInfluxDb.start("")) {
            stage(
                    "ingest",
                    grants,
                    "partitions-assigned",
                    "--cities",
                    CITY,
                    "--points",
                    "both",
                    "--influx",
                    influx.url());
        }
    }

    @Test
    void console() {
        List<Grant> grants = new ArrayList<>(Grant.topics(
                READ, CITY, Topics.ALERTS, Topics.VOLUMES, Topics.CASES, Topics.RULES, Topics.SHADOW_ALERTS));
        grants.addAll(Grant.topics(WRITE, Topics.CASES, Topics.RULES));
        stage("console", grants, "", "--cities", CITY, "--port", "0", "--data-dir", folder + "/console");
    }

    @Test
    void generate() {
        List<Grant> grants = Grant.topics(WRITE, CITY, Topics.LABELS);
        command("generate", grants, ExitCode.DONE, "--cities", CITY, "--count", "10");
    }

    @Test
    void alerts() {
        command("alerts", Grant.topics(READ, Topics.ALERTS), ExitCode.DONE);
    }

    @Test
    void audit() {
        command("audit verify", Grant.topics(READ, Topics.CASES), ExitCode.DONE);
    }

    /** It fails in the end, as nobody has written the first rules; whether it may do all of it is looked at before. */
    @Test
    void rules() {
        List<Grant> grants = new ArrayList<>(Grant.topics(READ, Topics.RULES));
        grants.addAll(Grant.topics(WRITE, Topics.RULES));
        command("rules set", grants, ExitCode.FAILED, "pair-total", "threshold=1");
        assertThat(said).contains("has no rules yet");
    }

    @Test
    void reconcile() {
        List<Grant> grants = new ArrayList<>(Grant.topics(READ, CITY, Topics.exchangeOf(DETECTOR), WINDOW_JOURNAL));
        grants.addAll(Grant.topics(READ, Topics.ACCEPTED, Topics.ALERTS, Topics.SHADOW_ALERTS));
        grants.addAll(Grant.topics(READ, Topics.REJECTED, Topics.VOLUMES, Topics.RULES, NETWORK_JOURNAL));
        List.of(DETECTOR, VOLUME, NETWORK).forEach(group -> grants.add(new Grant(GROUP, group, LITERAL, DESCRIBE)));
        command("reconcile", grants, ExitCode.DONE, "--cities", CITY, "--timeout", "1s");
    }

    /** They judge by an application's recorded rules. */
    @Test
    void backtestExplainAndLearn() {
        try (RuleWriter writer = new RuleWriter(Map.of("bootstrap.servers", broker.insideAddress()), RULED)) {
            Author author = new Author(RULED, "somebody", "", Instant.now());
            RuleSpec cycle = TestRules.live("cycle", Typology.CYCLE, Duration.ofDays(1), Map.of());
            writer.write(new First(author, List.of(RuleTopic.pairTotal("10000").first(), cycle), RuleTopic.NOTICE));
        }
        command(
                "rules learn",
                Grant.topics(READ, Topics.RULES, Topics.ALERTS, Topics.CASES),
                ExitCode.DONE,
                "--application-id",
                RULED);
        List<Grant> grants = new ArrayList<>(Grant.topics(READ, CITY, Topics.REJECTED, Topics.RULES));
        command("explain", grants, ExitCode.DONE, "--cities", CITY, "--application-id", RULED, "--subject", "pair a b");
        grants.addAll(Grant.topics(READ, Topics.ALERTS, Topics.CASES));
        command("backtest", grants, ExitCode.DONE, "--cities", CITY, "--application-id", RULED);
    }

    @Test
    void transactions() {
        List<Grant> grants = new ArrayList<>(Grant.topics(READ, CITY, Topics.ACCEPTED, Topics.ALERTS));
        grants.addAll(Grant.topics(READ, Topics.SHADOW_ALERTS, Topics.RULES, Topics.REJECTED));
        grants.addAll(Grant.topics(READ, Topics.VOLUMES, Topics.CASES, Topics.LABELS));
        command("transactions", grants, ExitCode.DONE, "--cities", CITY);
    }

    @Test
    void startOver() {
        String journal = "other-seconds-changelog";
        new TopicAdmin(broker.admin()).create(List.of(new Topic(journal, 1, "test", Map.of())), (short) 1);
        List<Grant> grants = new ArrayList<>(Grant.topics(READ, CITY, Topics.VOLUMES));
        grants.addAll(Grant.topics(DELETE, journal));
        grants.addAll(Grant.topics(CREATE, journal));
        grants.add(new Grant(GROUP, "other", LITERAL, READ));
        grants.add(new Grant(GROUP, "other", LITERAL, DELETE));
        command("start-over volume", grants, ExitCode.DONE, "--cities", CITY, "--application-id", "other");
    }

    /** What it would skip can be read, so that it refuses in the end; whether it may do all of it is looked at before. */
    @Test
    void skip() {
        List<Grant> grants = new ArrayList<>(Grant.topics(READ, CITY, Topics.REJECTED));
        grants.addAll(Grant.topics(WRITE, Topics.REJECTED));
        grants.add(new Grant(GROUP, "stopped", LITERAL, READ));
        grants.add(new Grant(TRANSACTIONAL_ID, "stopped-skip", PREFIXED, WRITE));
        String[] where = {"--topic=" + CITY, "--partition=0", "--offset=1000000", "--group=stopped"};
        command("skip", grants, ExitCode.FAILED, where);
        assertThat(said).contains("Group stopped stands at offset");
    }

    /** A command that ends by itself. */
    private void command(String command, List<Grant> grants, int code, String... options) {
        String user = command.replace(' ', '-');
        Path config = broker.user(user);
        grants.forEach(grant -> allow(user, grant));
        await(command + " with exactly these rights")
                .atMost(PATIENCE)
                .until(() -> run(command, config, options) == code && !said.contains(" may not "));
        String worked = said;
        for (Grant grant : grants) {
            revoke(user, grant);
            await(command + " without " + grant.told())
                    .atMost(PATIENCE)
                    .until(() -> names(run(command, config, options), user, grant));
            assertThat(said.lines()).as(said).hasSize(1);
            allow(user, grant);
        }
        said = worked;
    }

    /** A stage of Kafka Streams. */
    private void streams(
            String command, String id, String journal, List<String> reads, List<String> writes, String... options) {
        List<Grant> grants = new ArrayList<>(Grant.topics(READ, reads.toArray(String[]::new)));
        grants.addAll(Grant.topics(READ, journal));
        grants.addAll(Grant.topics(WRITE, journal));
        grants.addAll(Grant.topics(WRITE, writes.toArray(String[]::new)));
        grants.add(new Grant(GROUP, id, LITERAL, READ));
        grants.add(new Grant(TRANSACTIONAL_ID, id, PREFIXED, WRITE));
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--state-dir", folder + "/" + command));
        stage(command, grants, "now=RUNNING", all.toArray(String[]::new));
    }

    /** A command that runs until it is stopped. */
    private void stage(String command, List<Grant> grants, String ready, String... options) {
        Path config = broker.user(command);
        grants.forEach(grant -> allow(command, grant));
        await("doctor").atMost(PATIENCE).until(() -> doctor(command, config) == ExitCode.DONE);
        try (TestProcess stage = TestProcess.fintrans(line(command, config, options))) {
            await(command + " at work")
                    .atMost(PATIENCE)
                    .until(() ->
                            !stage.isAlive() || (ready.isEmpty() ? !stage.out().isEmpty() : stage.logged(ready)));
            assertThat(stage.isAlive()).as(String.join("\n", stage.log())).isTrue();
        }
        for (Grant grant : grants) {
            revoke(command, grant);
            await("doctor without " + grant.told())
                    .atMost(PATIENCE)
                    .until(() -> doctor(command, config) == ExitCode.CHECK_FAILED
                            && said.contains("User:" + command + " lacks " + grant.told()));
            assertThat(names(run(command, config, options), command, grant))
                    .as(said)
                    .isTrue();
            assertThat(said.lines()).as(said).hasSize(1);
            allow(command, grant);
        }
    }

    private boolean names(int code, String user, Grant grant) {
        return code == ExitCode.FAILED
                && said.contains("User:" + user + " may not do in Kafka what ")
                && said.contains(grant.told())
                && said.contains("kafka-acls.sh");
    }

    private int doctor(String stage, Path config) {
        return run("doctor", config, "--cities", CITY, "--partitions", "1", "--stage", stage);
    }

    private int run(String command, Path config, String... options) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        int code = Main.commandLine().setOut(writer).setErr(writer).execute(line(command, config, options));
        said = out.toString();
        return code;
    }

    private static String[] line(String command, Path config, String... options) {
        List<String> all = new ArrayList<>(List.of(command.split(" ", -1)));
        all.addAll(List.of("--bootstrap-server", broker.address(), "--command-config", config.toString()));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }

    private static void allow(String user, Grant grant) {
        broker.allow(user, grant.type(), grant.name(), grant.pattern(), grant.operation());
    }

    private static void revoke(String user, Grant grant) {
        broker.revoke(user, grant.type(), grant.name(), grant.pattern(), grant.operation());
    }
}
