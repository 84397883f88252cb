package io.fintrans.console;

import static io.fintrans.console.ConsoleRun.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.record.Checkpoint;
import io.fintrans.console.record.Checkpoints;
import io.fintrans.console.user.Role;
import io.fintrans.testing.SmallDisk;
import io.fintrans.testing.TestBroker;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A console whose folder was full for a moment acknowledged 42 of 60 decisions without a signature, left half of a line in its checkpoints,
 * and after a restart took no more decisions for good, since "the file was changed".
 */
class FullFolderIT {
    private static final String CASE = "/api/v1/cases/00000000000000ff";

    @TempDir
    private Path folder;

    @Test
    void acknowledgesNoDecisionThatItCannotSignAndGoesOnWhenItCan() throws IOException {
        try (SmallDisk disk = SmallDisk.at(folder);
                TestBroker broker = TestBroker.start()) {
            broker.create(new Topics(City.DEFAULTS, 1));
            int acknowledged;
            try (ConsoleRun run = new ConsoleRun(broker, folder)) {
                acknowledged = decideWhileTheDiskFills(run, disk);
            }
            try (ConsoleRun again = new ConsoleRun(broker, folder)) {
                Visitor ann = again.visitor("ann", Role.ANALYST);
                again.awaitEpisode(ann, "00000000000000ff");
                assertThat(comment(again, ann, "after").statusCode()).isEqualTo(200);
                JsonNode audit = json(again.get(ann, "/api/v1/history")).path("audit");
                assertThat(audit.path("state").asText()).isEqualTo("clean");
                assertThat(audit.path("events").asInt()).isEqualTo(acknowledged + 1);
            }
            List<Checkpoint> signed = Checkpoints.read(folder.resolve(Checkpoints.FILE));
            assertThat(signed.get(signed.size() - 1).sequence()).isEqualTo(acknowledged + 1);
        }
    }

    /** Returns how many comments were acknowledged, at once or when they were sent again. */
    private static int decideWhileTheDiskFills(ConsoleRun run, SmallDisk disk) throws IOException {
        Visitor ann = run.visitor("ann", Role.ANALYST);
        run.alert("00000000000000ff", 1, "1", "2", 9000, 9000);
        run.awaitEpisode(ann, "00000000000000ff");
        assertThat(comment(run, ann, "before").statusCode()).isEqualTo(200);
        disk.fillBut(0);
        int sent = 1;
        HttpResponse<String> answer;
        do {
            answer = comment(run, ann, "n" + ++sent);
        } while (answer.statusCode() == 200 && sent < 60);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(json(answer).path("error").asText())
                .startsWith("This is kept in Kafka and everybody sees it, but it is not signed yet: ");
        HttpResponse<String> refused = comment(run, ann, "more");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(json(refused).path("error").asText()).contains("cannot be signed", "Nothing was done");

        disk.free();
        int last = sent;
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(signed(run, ann))
                        .as("nobody had to send it again")
                        .isEqualTo(last));
        assertThat(comment(run, ann, "n" + last).statusCode())
                .as("the same request again")
                .isEqualTo(200);
        return sent;
    }

    private static int signed(ConsoleRun run, Visitor visitor) {
        return json(run.get(visitor, "/api/v1/history"))
                .path("audit")
                .path("checkpoint")
                .path("sequence")
                .asInt();
    }

    private static HttpResponse<String> comment(ConsoleRun run, Visitor visitor, String request) {
        return run.post(
                visitor, CASE + "/comment", Map.of("version", 0, "step", 1, "request", request, "text", request));
    }
}
