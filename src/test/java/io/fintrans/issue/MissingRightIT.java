package io.fintrans.issue;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.cli.Main;
import io.fintrans.process.ExitCode;
import io.fintrans.testing.SecuredBroker;
import io.fintrans.testing.TestProcess;
import io.fintrans.topic.Topics;
import io.fintrans.topic.admin.TopicAdmin;
import io.fintrans.transaction.City;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever lacked one right in Kafka got ten replaced threads, 100 to 230 lines, the advice to run a StreamsResetter, and of a wrong
 * password the advice to start Kafka. Here each right of the detector is taken away once.
 */
class MissingRightIT {
    private static final String USER = "detector";
    private static final String APPLICATION = "fintrans-detector";
    private static final String JOURNAL = APPLICATION + "-window-changelog";
    private static final String INTERNAL = Topics.exchangeOf(APPLICATION);

    private record Grant(ResourceType type, String name, PatternType pattern, AclOperation operation, String told) {}

    /** All that docs/security.md says the detector needs. */
    private static final List<Grant> GRANTS = List.of(
            new Grant(TOPIC, "Bern", LITERAL, READ, "Read on topic Bern"),
            new Grant(TOPIC, INTERNAL, LITERAL, READ, "Read on topic " + INTERNAL),
            new Grant(TOPIC, INTERNAL, LITERAL, WRITE, "Write on topic " + INTERNAL),
            new Grant(TOPIC, JOURNAL, LITERAL, READ, "Read on topic " + JOURNAL),
            new Grant(TOPIC, JOURNAL, LITERAL, WRITE, "Write on topic " + JOURNAL),
            new Grant(TOPIC, Topics.ACCEPTED, LITERAL, WRITE, "Write on topic " + Topics.ACCEPTED),
            new Grant(TOPIC, Topics.ALERTS, LITERAL, WRITE, "Write on topic " + Topics.ALERTS),
            new Grant(TOPIC, Topics.SHADOW_ALERTS, LITERAL, WRITE, "Write on topic " + Topics.SHADOW_ALERTS),
            new Grant(TOPIC, Topics.RULES, LITERAL, READ, "Read on topic " + Topics.RULES),
            new Grant(TOPIC, Topics.REJECTED, LITERAL, WRITE, "Write on topic " + Topics.REJECTED),
            new Grant(GROUP, APPLICATION, LITERAL, READ, "Read on group " + APPLICATION),
            new Grant(
                    TRANSACTIONAL_ID,
                    APPLICATION,
                    PREFIXED,
                    WRITE,
                    "Write on transactional ids that begin with " + APPLICATION));

    @TempDir
    private static Path folder;

    private static SecuredBroker broker;
    private static Path config;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void start() {
        broker = new SecuredBroker(folder);
        config = broker.user(USER);
        TopicAdmin admin = new TopicAdmin(broker.admin());
        admin.create(new Topics(List.of(new City("Bern")), 2).all(), (short) 1);
        admin.create(List.of(Topics.exchange(APPLICATION, 2)), (short) 1);
        GRANTS.forEach(MissingRightIT::allow);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** The first one shows that nothing else is needed but to make the journal, once. */
    @Test
    void eachRightThatIsMissingIsNamedByTheDoctorAndByTheDetectorItselfWhichEndsAtOnce() {
        mayNotMakeTheJournalUntilItIsAllowed();
        runsWithExactlyTheseRights();
        assertThat(doctor(config, "--stage", "detect")).as(out.toString()).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("ok    permissions: User:detector may run detect");
        for (Grant grant : GRANTS) {
            broker.revoke(USER, grant.type(), grant.name(), grant.pattern(), grant.operation());
            awaitDoctor(grant);
            TestProcess detector = detect();
            assertThat(detector.awaitExit(Duration.ofSeconds(60)))
                    .as(grant.told())
                    .isEqualTo(ExitCode.FAILED);
            assertThat(linesOf(detector))
                    .as(grant.told())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("User:detector may not do in Kafka what detect needs: " + grant.told())
                    .contains("kafka-acls.sh --bootstrap-server " + broker.address()
                            + " --add --allow-principal User:detector");
            allow(grant);
        }
    }

    private void mayNotMakeTheJournalUntilItIsAllowed() {
        assertThat(doctor(config, "--stage", "detect")).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(out.toString()).contains("User:detector lacks Create on topic " + JOURNAL);
        endsWith("Create on topic " + JOURNAL);
        broker.allow(USER, TOPIC, JOURNAL, LITERAL, CREATE);
        endsWith("may not Write on topic " + Topics.RULES);
        broker.allow(USER, TOPIC, Topics.RULES, LITERAL, WRITE);
    }

    private void endsWith(String words) {
        TestProcess detector = detect();
        assertThat(detector.awaitExit(Duration.ofSeconds(60))).isEqualTo(ExitCode.FAILED);
        assertThat(linesOf(detector)).hasSize(1).first().asString().contains(words);
    }

    private void runsWithExactlyTheseRights() {
        try (TestProcess detector = detect()) {
            await("a detector at work")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> detector.logged("now=RUNNING") || !detector.isAlive());
            assertThat(detector.isAlive()).as(String.join("\n", detector.log())).isTrue();
        }
        broker.revoke(USER, TOPIC, JOURNAL, LITERAL, CREATE);
        broker.revoke(USER, TOPIC, Topics.RULES, LITERAL, WRITE);
    }

    /** A right that is taken away under a running detector ends it with a sentence, too. */
    @Test
    void aRightThatIsTakenAwayLaterEndsTheDetectorInOneLineOfOurs() {
        Grant write = new Grant(TOPIC, "second-window-changelog", LITERAL, WRITE, "");
        for (Grant grant : GRANTS) {
            if (grant.name().startsWith(APPLICATION)) {
                String name = grant.name().replace(APPLICATION, "second");
                allow(new Grant(grant.type(), name, grant.pattern(), grant.operation(), ""));
            }
        }
        broker.allow(USER, TOPIC, write.name(), LITERAL, CREATE);
        broker.allow(USER, TOPIC, Topics.exchangeOf("second"), LITERAL, CREATE);
        broker.allow(USER, TOPIC, Topics.RULES, LITERAL, WRITE);
        try (TestProcess detector = detect("--application-id", "second")) {
            await("a detector at work")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> detector.logged("now=RUNNING") || !detector.isAlive());
            broker.revoke(USER, TOPIC, Topics.RULES, LITERAL, WRITE);
            broker.revoke(USER, TRANSACTIONAL_ID, "second", PREFIXED, WRITE);
            broker.revoke(USER, write.type(), write.name(), LITERAL, WRITE);
            assertThat(detector.awaitExit(Duration.ofMinutes(2))).isEqualTo(ExitCode.FAILED);
            assertThat(detector.log())
                    .last()
                    .asString()
                    .startsWith("fintrans: ")
                    .contains("User:detector may not do in Kafka what detect needs")
                    .contains("Write on transactional ids that begin with second");
            assertThat(detector.log())
                    .as("what is not the normal course of a stage")
                    .filteredOn(line -> !line.contains(" INFO ") && !line.contains("settings-not-compared"))
                    .hasSize(1);
        }
    }

    @Test
    void aWrongPasswordIsCalledOneByEveryCommand() {
        Path wrong = broker.config(USER, "wrong");
        assertThat(doctor(wrong)).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(out.toString())
                .contains("refuses User:detector: wrong password, or no such user")
                .doesNotContain("Start");
        for (String command : List.of(
                "detect", "network", "volume", "ingest", "generate", "alerts", "topics", "reconcile", "console")) {
            TestProcess run = TestProcess.fintrans(
                    command, "--bootstrap-server", broker.address(), "--command-config", wrong.toString());
            assertThat(run.awaitExit(Duration.ofSeconds(60))).as(command).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(linesOf(run))
                    .as(command)
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("wrong password, or no such user");
        }
    }

    @Test
    void whoDoesNotSayWhoTheyAreIsToldThatThisMayBeWanted() {
        out.getBuffer().setLength(0);
        assertThat(run(
                        "doctor",
                        "--command-property",
                        "default.api.timeout.ms=3000",
                        "--command-property",
                        "request.timeout.ms=2000"))
                .isEqualTo(ExitCode.UNREACHABLE);
        assertThat(out.toString()).contains("security.protocol");
    }

    private static void allow(Grant grant) {
        broker.allow(USER, grant.type(), grant.name(), grant.pattern(), grant.operation());
    }

    /** Kafka's authorizer hears of a change a moment later. */
    private void awaitDoctor(Grant grant) {
        await("doctor names " + grant.told()).atMost(Duration.ofSeconds(30)).until(() -> {
            int code = doctor(config, "--stage", "detect");
            return code == ExitCode.CHECK_FAILED && out.toString().contains("User:detector lacks " + grant.told());
        });
    }

    private static TestProcess detect(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "detect",
                "--bootstrap-server",
                broker.address(),
                "--command-config",
                config.toString(),
                "--cities",
                "Bern"));
        all.addAll(List.of("--state-dir", folder.resolve("state").toString()));
        all.addAll(List.of(more));
        return TestProcess.fintrans(all.toArray(String[]::new));
    }

    /** What it said, without the warning that it may not see how topics are kept, which it can do without. */
    private static List<String> linesOf(TestProcess ended) {
        return ended.log().stream()
                .filter(line -> !line.isBlank() && !line.contains("settings-not-compared"))
                .toList();
    }

    private int doctor(Path as, String... more) {
        List<String> all =
                new ArrayList<>(List.of("--command-config", as.toString(), "--cities", "Bern", "--partitions", "2"));
        all.addAll(List.of(more));
        return run("doctor", all.toArray(String[]::new));
    }

    private int run(String command, String... more) {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(command, "--bootstrap-server", broker.address()));
        all.addAll(List.of(more));
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(all.toArray(String[]::new));
    }
}
