package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.cli.Main;
import io.fintrans.process.ExitCode;
import io.fintrans.testing.SecuredBroker;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Doctor said that {@code topics --fix} sets right how many partitions an internal topic has, which it cannot; and its commands left out
 * how to connect and for which cities. Now each command that it prints, run as it is printed, makes it content.
 */
class DoctorsCommandsIT {
    private static final String CITY = "Ghent";
    private static final String DETECTOR = "doctors-detector";
    private static final String VOLUME = "doctors-volume";
    private static final String JOURNAL = DETECTOR + "-window-changelog";

    @TempDir
    private Path folder;

    @Test
    void everyCommandAboutTopicsDoesWhatItIsSaidToDo() throws Exception {
        try (TestBroker broker = TestBroker.start();
                Admin admin = broker.admin()) {
            List<String> connection = List.of("--bootstrap-server", broker.address());
            assertThat(troubles(connection))
                    .hasSameSizeAs(new Topics(List.of(new City("Ghent")), 3).all())
                    .allMatch(each -> each.contains("is missing"));
            follow(connection, admin);

            spoil(
                    admin,
                    "kafka-configs.sh x --alter --entity-type topics --entity-name " + Topics.VOLUMES
                            + " --add-config cleanup.policy=delete,retention.ms=5000");
            spoil(
                    admin,
                    "kafka-configs.sh x --alter --entity-type topics --entity-name " + Topics.ALERTS
                            + " --add-config cleanup.policy=delete");
            spoil(
                    admin,
                    "kafka-configs.sh x --alter --entity-type topics --entity-name " + CITY
                            + " --add-config cleanup.policy=compact");
            spoil(
                    admin,
                    "kafka-configs.sh x --alter --entity-type topics --entity-name " + JOURNAL
                            + " --add-config retention.ms=5000");
            assertThat(troubles(connection)).hasSize(4);
            follow(connection, admin);
        }
    }

    @Test
    void widthsThatNothingSetsRightAreNoTroubleAndThoseOfCitiesAreExtended() throws Exception {
        try (TestBroker broker = TestBroker.start();
                Admin admin = broker.admin()) {
            admin.createTopics(List.of(
                            topic(Topics.exchangeOf(DETECTOR), 2, Map.of("message.timestamp.type", "LogAppendTime")),
                            topic(Topics.VOLUMES, 2, Map.of()),
                            topic(CITY, 1, Map.of())))
                    .all()
                    .get();
            List<String> connection = List.of("--bootstrap-server", broker.address());
            follow(connection, admin);
            assertThat(doctor(connection))
                    .anyMatch(each -> each.contains(Topics.exchangeOf(DETECTOR)) && each.contains("2 part"));
        }
    }

    @Test
    void everyCommandAboutRightsDoesToo() throws Exception {
        try (SecuredBroker broker = new SecuredBroker(folder)) {
            Path file = broker.user("nurse");
            List<String> connection =
                    List.of("--bootstrap-server", broker.address(), "--command-config", file.toString());
            broker.allow("nurse", ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL, AclOperation.CREATE);
            broker.allow("nurse", ResourceType.TOPIC, "*", PatternType.LITERAL, AclOperation.DESCRIBE);
            broker.allow("nurse", ResourceType.TOPIC, "*", PatternType.LITERAL, AclOperation.DESCRIBE_CONFIGS);
            assertThat(troubles(connection)).isNotEmpty();
            follow(connection, broker.admin());
            assertThat(doctor(connection)).noneMatch(each -> each.contains("permissions of"));
        }
    }

    /** Until doctor has nothing more to say; some commands are about what others make. */
    private void follow(List<String> connection, Admin admin) throws Exception {
        for (int i = 0; i < 3 && !troubles(connection).isEmpty(); i++) {
            List<List<String>> done = new ArrayList<>();
            for (String each : troubles(connection)) {
                List<PastedCommand> commands = PastedCommand.in(each);
                assertThat(commands.isEmpty()).as(each).isEqualTo(each.endsWith("See permissions below."));
                for (PastedCommand command : commands) {
                    if (!done.contains(command.words())) {
                        command.run(admin);
                        done.add(command.words());
                    }
                }
            }
        }
        assertThat(troubles(connection)).isEmpty();
    }

    private static void spoil(Admin admin, String command) throws Exception {
        PastedCommand.in(command).get(0).run(admin);
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        return new NewTopic(name, partitions, (short) 1).configs(settings);
    }

    /** All that is not right of what is in Kafka; the machine's own troubles have no command. */
    private List<String> troubles(List<String> connection) throws Exception {
        return doctor(connection).stream()
                .filter(each -> !each.startsWith("ok") && each.matches("(?s).*(topic |journal |permissions).*"))
                .toList();
    }

    private static List<String> doctor(List<String> connection) throws Exception {
        StringWriter out = new StringWriter();
        List<String> line =
                new ArrayList<>(List.of("doctor", "--output", "json", "--cities", CITY, "--partitions", "3"));
        line.addAll(List.of("--application-id", DETECTOR, "--volume-application-id", VOLUME, "--window", "72h"));
        line.addAll(connection);
        int code = Main.commandLine().setOut(new PrintWriter(out)).execute(line.toArray(String[]::new));
        assertThat(code).isIn(ExitCode.DONE, ExitCode.CHECK_FAILED);
        List<String> found = new ArrayList<>();
        for (JsonNode each : new ObjectMapper().readTree(out.toString())) {
            found.add(each.get("status").asText() + " " + each.get("check").asText() + ": "
                    + each.get("found").asText() + "\n" + each.get("todo").asText());
        }
        return found;
    }
}
