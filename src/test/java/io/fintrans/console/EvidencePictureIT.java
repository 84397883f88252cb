package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.user.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture of a finding's payments, and what can be done with it. */
class EvidencePictureIT {
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
    }

    private static void open(String episode, String css, String text) {
        ann.open("about:blank");
        ann.open(scene.run.address + "/#/cases/" + episode);
        ann.awaitText(css, text);
    }

    private static String said(String css) {
        return ann.texts(css).replaceAll("\\s+", " ");
    }

    @Test
    void drawsARingWhereMoneyGoesRoundAndIsMadeLargerAndSmaller() {
        String circle = findings.publish(findings.circle("ring-a", "ring-b", "ring-c", "ring-d", "ring-e"));
        scene.run.awaitEpisode(viewer, circle);
        open(circle, ".flow", "Money goes round, from the left over the top");
        ann.awaitText(".picture-bar", "Full screen");
        String width = "return document.querySelector('.graph').clientWidth";
        long before = (long) ann.script(width);
        ann.script("document.querySelector('.graph-scroll').focus()");
        ann.keys("+");
        assertThat((long) ann.script(width)).isGreaterThan(before);
        ann.keys("--");
        assertThat((long) ann.script(width)).isLessThan(before);
        ann.click(".picture-bar button[title^='All']");
        assertThat(
                        ann.script(
                                "const scroll = document.querySelector('.graph-scroll');"
                                        + "return scroll.scrollWidth <= scroll.clientWidth && scroll.scrollHeight <= scroll.clientHeight"))
                .isEqualTo(true);
        ann.click(".flow summary");
        ann.click(".flow li a[href='#/accounts/ring-c']");
        ann.awaitText("h1", "ring-c");
    }

    @Test
    void drawsAllWhoTakePartInAFindingAboutAPair() {
        String scatter = findings.publish(findings.scatterGather("origin", "end", 6));
        scene.run.awaitEpisode(viewer, scatter);
        open(scatter, ".facts", "The evidence as a picture");
        ann.awaitText(".evidence thead", "From");
        assertThat(said(".evidence tbody")).contains("via-5 end");
        JsonNode flow = ConsoleRun.json(scene.run.get(viewer, "/api/v1/cases/" + scatter + "/flow"));
        assertThat(flow.path("nodes")).hasSize(8);
        assertThat(flow.path("edges")).hasSize(12);
    }
}
