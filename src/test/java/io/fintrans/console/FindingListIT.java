package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.user.Role;
import io.fintrans.testing.TestAlert;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        assertThat(ann.texts(".why .late").replaceAll("[0-9]+ [A-Z][a-z]+, |:00\\b", ""))
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
