package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Typology;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.user.Role;
import io.fintrans.testing.TestAlert;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the list of findings shows by itself, and where the rest is. */
class FindingListIT {
    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static FindingScene findings;
    private static Browser ann;
    private static Visitor viewer;

    @BeforeAll
    static void start() {
        scene = new ConsoleScene(folder);
        findings = new FindingScene(scene.run);
        ann = scene.browser("ann", Role.APPROVER);
        viewer = scene.run.visitor("vic", Role.VIEWER);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @AfterEach
    void nothingToComplainAbout() {
        assertThat(ann.complaints()).isEmpty();
        ann.open("about:blank");
    }

    private static void open(String path, String css, String text) {
        ann.open("about:blank");
        ann.open(scene.run.address + path);
        ann.awaitText(css, text);
    }

    /** An episode of that step, which makes its severity. */
    private static void step(int number, int step, String source) {
        String episode = scene.run.alert(String.format("%016x", 0x10 + number), step, source, "of-" + source, 11_000);
        scene.run.awaitEpisode(viewer, episode);
    }

    private static JsonNode json(String path) {
        return ConsoleRun.json(scene.run.get(viewer, path));
    }

    @Test
    void saysInTheCaseWhichPaymentCameLate() {
        Alert found = findings.circle("late-a", "late-b", "late-c").build();
        Instant newest = found.at().truncatedTo(ChronoUnit.MINUTES).plusSeconds(900);
        scene.run.publish(found);
        scene.run.awaitEpisode(viewer, found.id().episode());
        String path = "/#/cases/" + found.id().episode();
        open(path, ".why", "accounts late-a");
        assertThat(ann.texts(".why")).doesNotContain("came late");

        scene.run.publish(TestAlert.like(found)
                .revised(found.at())
                .late(newest, newest.minusSeconds(420))
                .build());
        ann.awaitText(".why .late", "Amended ");
        assertThat(ann.texts(".why .late")
                        .strip()
                        .replaceAll("[0-9]+ [A-Z][a-z]+, ", "")
                        .replaceAll("(\\d\\d:\\d\\d):00", "$1"))
                .matches("Amended \\d\\d:\\d\\d: a payment of \\d\\d:\\d\\d came late.");
        assertThat(json("/api/v1/cases/" + found.id().episode())
                        .path("alert")
                        .path("late")
                        .path("payment")
                        .asLong())
                .isEqualTo(newest.minusSeconds(420).toEpochMilli());
        open("/cases/" + found.id().episode() + "/report", "main", "came late, and changed what was found");

        scene.run.publish(TestAlert.like(found)
                .state(AlertState.WITHDRAWN)
                .late(newest, newest.minusSeconds(60))
                .build());
        open(path, ".why .late", "Withdrawn ");
    }

    @Test
    void showsFindingsThatShareAccountsAsOneAndDecidesThemAsOne() {
        List<String> episodes = List.of(
                scene.alert("inv-a", "inv-b", 11_000),
                scene.alert("inv-b", "inv-c", 12_000),
                scene.alert("inv-c", "inv-d", 13_000));
        scene.alert("inv-lonely", "inv-other", 11_000);
        episodes.forEach(episode -> scene.run.awaitEpisode(viewer, episode));
        open("/#/alerts?q=inv-", ".pager", "of 2");
        ann.awaitText(".low-severity", "2 findings more share accounts");
        assertThat(ann.texts("tbody")).contains("+2 sharing accounts").contains("inv-lonely");
        JsonNode page = json("/api/v1/alerts?q=inv-&grouped=true");
        assertThat(page.path("total").asInt()).isEqualTo(2);
        assertThat(page.path("findings").asInt()).isEqualTo(4);

        ann.click("a.together");
        ann.awaitText(".investigation", "Investigation: 3 open findings");
        assertThat(ann.texts(".investigation"))
                .contains("inv-b in 2, inv-c in 2")
                .doesNotContain("inv-a in");
        ann.awaitText("tbody", "inv-a");
        ann.picture("investigation");
        ann.click(".investigation .assign button[title]");
        ann.awaitText(".investigation .done", "Done in 3 of 3 cases");
        ann.await("three rows of hers", page2 -> page2.texts("tbody").split("ann", -1).length == 4);

        Visitor bob = scene.run.visitor("bob", Role.ANALYST);
        scene.run.post(
                bob,
                "/api/v1/cases/" + episodes.get(1) + "/decide",
                Map.of(
                        "version",
                        1,
                        "step",
                        2,
                        "request",
                        "bob-1",
                        "disposition",
                        "inconclusive",
                        "reason",
                        "no papers"));
        ann.await("the decision of the other", page2 -> page2.texts("tbody").contains("inconclusive"));
        ann.type("#investigation-reason", "one family, known");
        ann.click(".investigation .together-form button.primary");
        ann.awaitText(".investigation .done", "Done in 2 of 3 cases");
        assertThat(ann.texts(".investigation .problem")).contains("was changed after you saw it");
        for (int i = 0; i < 3; i++) {
            JsonNode events = json("/api/v1/cases/" + episodes.get(i)).path("events");
            assertThat(events).as("each case has its own events").hasSize(2);
            assertThat(events.get(1).path("actor").asText()).isEqualTo(i == 1 ? "bob" : "ann");
        }
        assertThat(json("/api/v1/history").at("/audit/state").asText()).isEqualTo("clean");
        ann.awaitText("main", "Nothing of this investigation is open any more");
    }

    @Test
    void putsWhoWasFoundToLaunderBeforeEarlierAndWhoWasNotLater() {
        String confirmed = scene.alert("past-bad", "past-x", 11_000);
        String dismissed = scene.alert("past-good", "past-y", 11_000);
        scene.run.awaitEpisode(viewer, confirmed);
        scene.run.awaitEpisode(viewer, dismissed);
        Visitor bob = scene.run.visitor("bob", Role.APPROVER);
        Visitor cat = scene.run.visitor("cat", Role.APPROVER);
        String cases = "/api/v1/investigations/";
        decided(bob, cases + "decide", confirmed, 0, "disposition", "confirmed");
        decided(cat, cases + "approve", confirmed, 1, "reason", "so it is");
        decided(bob, cases + "decide", dismissed, 0, "disposition", "false-positive");
        scene.alert("past-bad", "now-x", 11_000);
        scene.alert("past-none", "now-z", 11_000);
        scene.run.awaitEpisode(viewer, scene.alert("past-good", "now-y", 11_000));

        open("/#/alerts?q=now-&sort=urgency", ".pager", "of 3");
        String rows = ann.texts("tbody");
        assertThat(rows).contains("confirmed before", "dismissed before");
        assertThat(rows.indexOf("past-bad")).isLessThan(rows.indexOf("past-none"));
        assertThat(rows.indexOf("past-none")).isLessThan(rows.indexOf("past-good"));
        ann.picture("urgency");
    }

    private static void decided(Visitor by, String path, String episode, int version, String field, String value) {
        Map<String, Object> body =
                new HashMap<>(Map.of("request", "r-" + field + "-" + version, "reason", "looked at"));
        body.put(field, value);
        body.put("cases", List.of(Map.of("episode", episode, "version", version, "step", 2)));
        JsonNode answer = ConsoleRun.json(scene.run.post(by, path, body));
        assertThat(answer.at("/results/0/done").asBoolean()).as("%s", answer).isTrue();
    }

    @Test
    void mutesOneOfSeveralAccountsInAPattern() {
        String ring = findings.publish(findings.circle("mute-a", "mute-b", "mute-shop"));
        String other = findings.publish(findings.circle("mute-shop", "mute-x", "mute-y"));
        scene.run.awaitEpisode(viewer, ring);
        scene.run.awaitEpisode(viewer, other);
        open("/#/cases/" + ring, ".actions", "Mute the accounts");
        ann.click("input[name=choice][value=mute]");
        ann.choose("#mute-account", "mute-shop");
        ann.picture("mute-scope");
        ann.type("#reason", "a marketplace");
        ann.click(".actions form:not(.assign) button.primary");
        ann.awaitText(".why", "Muted: account mute-shop in findings of several: ");
        assertThat(json("/api/v1/alerts?q=mute-").path("total").asInt())
                .as("both rings")
                .isZero();
        assertThat(json("/api/v1/alerts?q=mute-&muted=true").path("total").asInt())
                .isEqualTo(2);
        open("/#/history", "tbody", "muted account mute-shop in findings of several: ");
        open("/#/mutes", "tbody", "account mute-shop in findings of several: ");
        ann.click("tbody button");
        ann.type("#mute-reason", "not any more");
        ann.click(".mute-form .primary");
        ann.awaitText("main", "Nothing is muted");
        assertThat(json("/api/v1/alerts?q=mute-").path("total").asInt()).isEqualTo(2);
    }

    @Test
    void showsARuleThatFloodsAsOneLineThatLeadsToAll() {
        Instant hour = Clock.systemUTC().instant().truncatedTo(ChronoUnit.HOURS).minusSeconds(7200);
        String last = "";
        for (int i = 0; i <= ConsoleSettings.DEFAULT_BRAKE; i++) {
            last = String.format("%016x", 0xf100d0000L + i);
            scene.run.publish(TestAlert.of(last, 2)
                    .pair("flood-" + i, "pond-" + i)
                    .rule(
                            "too-wide",
                            1,
                            Typology.STRUCTURING,
                            Measure.count("payments", 6, 3),
                            Measure.money("total", 1, 0))
                    .at(hour.plusSeconds(i))
                    .build());
        }
        scene.run.awaitEpisode(viewer, last);
        open("/#/alerts?q=flood-", ".floods", "Rule too-wide opened 201 findings");
        assertThat(ann.texts("tbody")).doesNotContain("flood-");
        ann.picture("flood");
        ann.click(".floods a");
        ann.awaitText(".pager", "of 201");
        ann.awaitText("tbody", "flood-200");
        assertThat(json("/api/v1/alerts?q=flood-&held=false").path("total").asInt())
                .isZero();
        assertThat(json("/api/v1/alerts?q=flood-").path("total").asInt()).isEqualTo(201);

        Visitor bob = scene.run.visitor("bob", Role.ANALYST);
        scene.run.post(
                bob,
                "/api/v1/cases/" + last + "/comment",
                Map.of("version", 0, "step", 2, "request", "flood-1", "text", "odd"));
        assertThat(json("/api/v1/alerts?q=flood-&held=false").path("total").asInt())
                .as("what somebody works on")
                .isOne();
        open("/#/rules", ".floods", "Rule too-wide opened 200 findings");
        ann.awaitText(".floods", "fintrans rules retire too-wide");
    }

    @Test
    void showsMediumAndUpAndSaysHowManyAreOfLowSeverity() {
        step(1, 1, "tier-a");
        step(2, 1, "tier-b");
        step(3, 2, "tier-c");
        step(4, 5, "tier-d");
        open("/#/alerts?q=tier-", ".low-severity", "2 of low severity");
        ann.awaitText(".pager", "of 2");
        assertThat(ann.texts("tbody")).contains("tier-c", "tier-d").doesNotContain("tier-a", "tier-b");
        JsonNode page = json("/api/v1/alerts?q=tier-&severity=medium,high");
        assertThat(page.path("total").asInt()).isEqualTo(2);
        assertThat(page.path("counts").path("open").asInt()).isEqualTo(2);
        assertThat(page.path("severities").toString()).isEqualTo("{\"low\":2,\"medium\":1,\"high\":1}");
        assertThat(json("/api/v1/alerts?q=tier-").path("total").asInt())
                .as("programs get all")
                .isEqualTo(4);

        ann.click(".low-severity a");
        ann.awaitText(".low-severity", "2 of medium and high severity");
        assertThat(ann.texts("tbody")).contains("tier-a", "tier-b").doesNotContain("tier-c", "tier-d");
        assertThat(ann.value("#filter-severity")).isEqualTo("low");
        ann.choose("#filter-severity", "Any");
        ann.awaitText(".pager", "of 4");

        step(5, 1, "lonely");
        open("/#/alerts?q=lonely", "main", "Nothing of medium or high severity is here");
        ann.click(".low-severity a");
        ann.awaitText("tbody", "lonely");
    }
}
