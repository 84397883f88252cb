package io.fintrans.console;

import static io.fintrans.casework.TestCommands.NOW;
import static io.fintrans.casework.TestCommands.command;
import static io.fintrans.casework.TestCommands.comment;
import static io.fintrans.console.ConsoleRun.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.casework.CaseBook;
import io.fintrans.casework.CaseEvent;
import io.fintrans.casework.CaseEventJson;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.record.Checkpoints;
import io.fintrans.console.user.Role;
import io.fintrans.testing.CaseTopic;
import io.fintrans.testing.TestBroker;
import io.fintrans.testing.TestKeys;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console that starts on a topic which is not what it has signed says so and decides nothing; it lets everyone look. */
class TamperedHistoryIT {
    private static final String EPISODE = "00000000000000a1";

    @AutoClose
    private final TestBroker broker = TestBroker.start();

    private final CaseTopic topic = new CaseTopic(broker);

    @TempDir
    private Path folder;

    private int requests;

    @BeforeEach
    void decideSomething() {
        broker.create(new Topics(City.DEFAULTS, 1));
        TestKeys.trustEachOther(folder.resolve("one"), folder.resolve("two"), folder.resolve("other"));
        try (ConsoleRun run = new ConsoleRun(broker, folder.resolve("one"))) {
            Visitor ann = run.visitor("ann", Role.ANALYST);
            run.alert(EPISODE, 1, "516", "482", 9000, 9000);
            run.awaitEpisode(ann, EPISODE);
            for (int i = 0; i < 4; i++) {
                assertThat(remark(run, ann).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void goesOnWhereNothingIsMissing() {
        try (ConsoleRun run = new ConsoleRun(broker, folder.resolve("two"))) {
            assertWorks(run, 5);
        }
        try (ConsoleRun run = new ConsoleRun(broker, folder.resolve("one"))) {
            assertWorks(run, 6);
        }
    }

    @Test
    void refusesToDecideOnATopicWhoseEndWasCut() {
        topic.rewrite(topic.values().subList(0, 2));

        assertRefuses(
                "checkpoint 3: event 3 is missing, the topic ends with event 2. The end of the topic was cut off", 2);
        try (ConsoleRun run = new ConsoleRun(broker, folder.resolve("other"))) {
            assertWorks(run, 3);
        }
    }

    @Test
    void refusesToDecideOnATopicThatWasMadeAnew() {
        topic.rewrite(List.of());

        assertRefuses("checkpoint 1: event 1 is missing, the topic ends with event 0.", 0);
    }

    @Test
    void refusesToDecideOnAHistoryThatWasRewritten() throws Exception {
        CaseBook forged = new CaseBook();
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            CaseEvent event = forged.check(command(EPISODE, i, "ann", comment("never said")), NOW);
            forged.replay(event);
            values.add(CaseEventJson.write(event));
        }
        topic.rewrite(values);

        assertRefuses("checkpoint 1: event 1 is another one than when it was signed. The history was rewritten, or", 5);
    }

    @Test
    void refusesToDecideOnAChangedEvent() {
        List<byte[]> values = topic.values();
        values.set(
                2, new String(values.get(2), UTF_8).replace("remark", "Remark").getBytes(UTF_8));
        topic.rewrite(values);

        assertRefuses("offset 2, event 3: its hash does not belong to its content.", 2);
    }

    @Test
    void refusesToDecideWhenItsCheckpointsWereChanged() throws IOException {
        Path file = folder.resolve("one").resolve(Checkpoints.FILE);
        String original = Files.readString(file);
        Files.writeString(file, original.replaceFirst("\"sequence\":4", "\"sequence\":5"));
        assertRefuses("checkpoint 4: its signature is wrong. The file was changed", 4);

        Files.writeString(file, original.replaceFirst("\\{", "["));
        assertRefuses("line 1 of " + file + " is no checkpoint. The file was changed.", 4);
    }

    @Test
    void goesOnWithTheCopyThatTheManualSaysHowToMake() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/kcat")), "kcat is not installed");
        Path copy = folder.resolve("copy");
        run(kcat("-C", "-o", "beginning", "-e", "-q", "-K", "\\t").redirectOutput(copy.toFile()));
        topic.rewrite(topic.values().subList(0, 1));
        assertRefuses("checkpoint 2: event 2 is missing", 1);

        topic.rewrite(List.of());
        run(kcat("-P", "-K", "\\t", "-l", copy.toString()));
        try (ConsoleRun run = new ConsoleRun(broker, folder.resolve("one"))) {
            assertWorks(run, 5);
        }
    }

    private ProcessBuilder kcat(String... arguments) {
        List<String> all = new ArrayList<>(List.of("kcat", "-b", broker.address(), "-t", Topics.CASES, "-p", "0"));
        all.addAll(List.of(arguments));
        return new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static void run(ProcessBuilder command) throws Exception {
        assertThat(command.start().waitFor()).isZero();
    }

    private void assertWorks(ConsoleRun run, long events) {
        Visitor ann = visitor(run);
        assertThat(remark(run, ann).statusCode()).isEqualTo(200);
        JsonNode audit = json(run.get(ann, "/api/v1/history")).path("audit");
        assertThat(audit.path("state").asText()).isEqualTo("clean");
        assertThat(audit.path("events").asLong()).isEqualTo(events);
    }

    private void assertRefuses(String why, long events) {
        try (ConsoleRun run = new ConsoleRun(broker, folder.resolve("one"))) {
            Visitor ann = visitor(run);
            JsonNode history = json(run.get(ann, "/api/v1/history"));
            assertThat(history.path("audit").path("state").asText()).isEqualTo("broken");
            assertThat(history.path("audit").path("problem").asText()).startsWith(why);
            assertThat(history.path("total").asLong())
                    .as("what there is can be seen")
                    .isEqualTo(events);
            HttpResponse<String> refused = remark(run, ann);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(json(refused).path("error").asText()).startsWith("Cases cannot be changed: " + why);
        }
        assertThat(topic.values()).as("nothing was written").hasSizeLessThanOrEqualTo(5);
    }

    private static Visitor visitor(ConsoleRun run) {
        Visitor ann = run.visitor("ann", Role.ANALYST);
        run.awaitEpisode(ann, EPISODE);
        return ann;
    }

    private HttpResponse<String> remark(ConsoleRun run, Visitor visitor) {
        Map<String, Object> body = Map.of("version", 0, "step", 1, "request", "r-" + ++requests, "text", "remark");
        return run.post(visitor, "/api/v1/cases/" + EPISODE + "/comment", body);
    }
}
