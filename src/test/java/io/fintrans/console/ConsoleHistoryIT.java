package io.fintrans.console;

import static io.fintrans.console.ConsoleScene.decide;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.console.user.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is asked what was decided, by whom and when, finds it and can hand it on. */
class ConsoleHistoryIT {
    private static final String FORMULA = "=HYPERLINK(\"http://example.com\",\"open\")";

    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static Browser ann;

    @BeforeAll
    static void start() {
        scene = new ConsoleScene(folder);
        String first = scene.alert("-516", "482", 6000, 6000);
        String second = scene.alert("77", "88", 6000, 7000);
        ann = scene.browser("ann", Role.ANALYST);
        Browser bob = scene.browser("bob", Role.APPROVER);
        ann.open(scene.run.address + "/#/alerts?q=77");
        ann.awaitText("tbody", "13,000");
        ann.open(scene.run.address + "/#/cases/" + first);
        decide(ann, "comment", FORMULA);
        ann.awaitText(".events", "HYPERLINK");
        decide(ann, "confirmed", "a mule");
        ann.awaitText(".status", "Proposed as");
        bob.open(scene.run.address + "/#/cases/" + first);
        decide(bob, "approve", "seen the same");
        bob.awaitText(".status", "Decided as");
        bob.open(scene.run.address + "/#/cases/" + second);
        decide(bob, "false-positive", "rent");
        bob.awaitText(".status", "Decided as");
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void findsWhatAPersonDidAVerdictAndADay() {
        ann.open(scene.run.address + "/#/history");
        ann.awaitText(".pager", "1–4 of 4");
        ann.choose("#history-person", "bob");
        ann.awaitText(".pager", "1–2 of 2");
        assertThat(ann.texts("tbody"))
                .contains("rent")
                .contains("seen the same")
                .doesNotContain("a mule");
        assertThat(ann.script("return location.hash")).isEqualTo("#/history?person=bob");
        ann.choose("#history-verdict", "confirmed");
        ann.awaitText(".pager", "1–1 of 1");
        assertThat(ann.texts("tbody")).contains("approved the proposal");

        ann.open("about:blank");
        ann.open(scene.run.address + "/#/history?verdict=confirmed");
        ann.awaitText(".pager", "1–2 of 2");
        assertThat(ann.value("#history-verdict")).isEqualTo("confirmed");
        ann.open("about:blank");
        ann.open(scene.run.address + "/#/history?to=2001-01-01");
        ann.awaitText("main", "Nothing in the history is like this.");
        ann.click("button[type=reset]");
        ann.awaitText(".pager", "1–4 of 4");
        String today = String.valueOf(ann.script("const now = new Date();"
                + "return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10)"));
        ann.open("about:blank");
        ann.open(scene.run.address + "/#/history?from=" + today + "&to=" + today);
        ann.awaitText(".pager", "1–4 of 4");
        assertThat(ann.complaints()).isEmpty();
    }

    @Test
    void exportsWhatIsShownForASpreadsheetAndForAProgram() {
        ann.open("about:blank");
        ann.open(scene.run.address + "/#/history?person=ann");
        ann.awaitText(".pager", "1–2 of 2");
        ConsoleRun.Visitor vic = scene.run.visitor("vic", Role.VIEWER);
        HttpResponse<String> csv = scene.run.get(vic, linkOf("Export CSV"));
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(csv.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"history-\\d{4}-\\d\\d-\\d\\d.csv\"");
        assertThat(csv.body())
                .startsWith("\uFEFF\"number\",\"when (UTC)\",\"who\",\"what\",")
                .contains("\"proposed\",\"confirmed\",\"a mule\"")
                .contains("\"'=HYPERLINK(\"\"http://example.com\"\"")
                .contains("\"'-516\",\"482\"")
                .doesNotContain("bob");
        assertThat(csv.body().lines()).hasSize(3);

        JsonNode json = ConsoleRun.json(scene.run.get(vic, linkOf("Export JSON")));
        assertThat(json.path("exportedBy").asText()).isEqualTo("vic");
        assertThat(json.path("items")).hasSize(2);
        assertThat(json.at("/audit/events").asInt()).isEqualTo(4);
        assertThat(json.findValuesAsText("text")).containsExactly(FORMULA);
    }

    private static String linkOf(String name) {
        return String.valueOf(ann.script(
                "return [...document.querySelectorAll('.filter a')].find(a => a.innerText === arguments[0])"
                        + ".getAttribute('href')",
                name));
    }
}
