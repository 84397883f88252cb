package io.fintrans.console;

import static io.fintrans.console.ConsoleRun.json;
import static io.fintrans.console.ConsoleScene.decide;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.user.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mute may hide, for how long, and who must agree. */
class MutesIT {
    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static Visitor ann;
    private static Visitor ben;
    private static int requests;

    @BeforeAll
    static void start() {
        scene = new ConsoleScene(folder);
        ann = scene.run.visitor("ann", Role.ANALYST);
        ben = scene.run.visitor("ben", Role.APPROVER);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    /** An analyst declined an approver's proposal to confirm, decided false positive, and muted the pair until 9999. */
    @Test
    void oneAnalystCannotHideWhatAnApproverWantedToConfirm() {
        String episode = scene.alert("11", "12", 6000, 6000);
        String other = scene.alert("11", "12", 7000, 7000);
        scene.run.awaitEpisode(ann, other);
        act(ben, "/cases/" + episode + "/decide", 200, "version", 0, "disposition", "confirmed", "reason", "mules");
        act(ann, "/cases/" + episode + "/decline", 200, "version", 1, "reason", "no");
        act(ann, "/cases/" + episode + "/decide", 200, "version", 2, "disposition", "false-positive", "reason", "no");
        String tooLong = act(ann, "/cases/" + episode + "/mute", 422, mute(3, 253_370_000_000_000L))
                .path("error")
                .asText();
        assertThat(tooLong).startsWith("Alerts can be muted for at most 180 days, now until ");

        act(ann, "/cases/" + other + "/mute", 200, mute(0, days(90)));
        assertThat(listed("11")).as("nothing is hidden yet").isEqualTo(2);
        assertThat(muteOf(episode).path("pending").asBoolean()).isTrue();
        assertThat(json(scene.run.get(ann, "/api/v1/cases/" + other))
                        .at("/events/0/proposal")
                        .asBoolean())
                .isTrue();
        assertThat(scene.run.get(ann, "/api/v1/history/export?format=csv").body())
                .contains("asked to mute the pair");
        act(ann, "/mutes/" + other + "/approve", 403, "version", 1, "reason", "I am sure");

        act(ben, "/mutes/" + other + "/approve", 200, "version", 1, "reason", "a salary after all");
        assertThat(listed("11")).isZero();
        assertThat(muteOf(episode).path("approvedBy").asText()).isEqualTo("ben");
    }

    @Test
    void endsWhenTheTotalIsOverTenTimesWhatItWas() {
        String episode = scene.alert("21", "22", 6000, 6000);
        scene.run.awaitEpisode(ann, episode);
        String unseen = "\u200b \u2060";
        act(ann, "/cases/" + episode + "/mute", 422, "version", 0, "until", days(90), "reason", unseen);
        act(ann, "/cases/" + episode + "/mute", 200, mute(0, days(90)));
        assertThat(row(episode).path("endsAbove").asText()).isEqualTo("120000");
        assertThat(row(episode).path("endsAboveMinor").asLong()).isEqualTo(12_000_000);
        assertThat(muteOf(episode).path("endsAboveMinor").asLong()).isEqualTo(12_000_000);
        JsonNode event = json(scene.run.get(ann, "/api/v1/cases/" + episode)).at("/events/0/detail");
        assertThat(event.path("endsAbove").asText()).isEqualTo("120000");
        assertThat(event.path("endsAboveMinor").asLong()).isEqualTo(12_000_000);
        scene.run.awaitEpisode(ann, scene.alert("21", "22", 60_000, 60_000));
        assertThat(listed("21")).as("as much as it may").isZero();

        scene.run.awaitEpisode(ann, scene.alert("21", "22", 60_000, 60_001));
        assertThat(listed("21")).isEqualTo(3);
        assertThat(row(episode).path("state").asText()).isEqualTo("passed");
        assertThat(row(episode).path("total").asText()).isEqualTo("120001");
    }

    @Test
    void listsAllMutesOnAPageAndEndsThemThere() {
        String episode = scene.alert("31", "32", 6000, 6000);
        scene.run.awaitEpisode(ann, episode);
        try (Browser cleo = scene.browser("cleo", Role.ANALYST)) {
            cleo.open(scene.run.address + "/#/cases/" + episode);
            decide(cleo, "mute", "known to be a salary");
            cleo.awaitText(".why", "This pair is muted until");
            cleo.keys("g", "m");
            cleo.awaitText("h1", "Mutes");
            String row = "tr:has(a[href$='" + episode + "'])";
            cleo.awaitText(row, "known to be a salary");
            assertThat(cleo.texts(row)).contains("31", "32", "cleo", "muted", "120,000 USD", "12,000 USD");
            assertThat(cleo.texts("main")).contains("A mute lasts", "10 times what it was");

            cleo.click(row + " button");
            cleo.type("#mute-reason", "the account was sold");
            cleo.click(".mute-form button.primary");
            cleo.await("the row to go", page -> !page.texts("tbody").contains("known to be a salary"));
            assertThat(listed("31")).isEqualTo(1);
            cleo.open(scene.run.address + "/#/history");
            cleo.awaitText("tbody", "muted the pair until");
            cleo.awaitText("tbody", "or a total over 120,000 USD");
            assertThat(cleo.complaints()).isEmpty();
        }
    }

    private static Object[] mute(long version, long until) {
        return new Object[] {"version", version, "until", until, "reason", "a salary"};
    }

    private static long days(int days) {
        return Clock.systemUTC().millis() + Duration.ofDays(days).toMillis();
    }

    private static JsonNode act(Visitor visitor, String path, int status, Object... fields) {
        Map<String, Object> body = new HashMap<>(Map.of("step", 2, "request", "r-" + ++requests));
        for (int i = 0; i < fields.length; i += 2) {
            body.put(String.valueOf(fields[i]), fields[i + 1]);
        }
        HttpResponse<String> answer = scene.run.post(visitor, "/api/v1" + path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return json(answer);
    }

    private static int listed(String account) {
        return json(scene.run.get(ann, "/api/v1/alerts?state=all&account=" + account))
                .path("total")
                .asInt();
    }

    private static JsonNode muteOf(String episode) {
        return json(scene.run.get(ann, "/api/v1/cases/" + episode)).path("mute");
    }

    private static JsonNode row(String episode) {
        for (JsonNode each : json(scene.run.get(ann, "/api/v1/mutes")).path("items")) {
            if (each.path("episode").asText().equals(episode)) {
                return each;
            }
        }
        throw new AssertionError("no mute of " + episode);
    }
}
