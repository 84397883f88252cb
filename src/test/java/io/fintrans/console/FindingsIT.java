package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.ConsoleRun.Visitor;
import io.fintrans.console.access.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finding about a pair, one about an account and one about several go all the way from the list to the paper. */
class FindingsIT {
    private static final int MANY = 60;

    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static FindingScene findings;
    private static Browser ann;
    private static Visitor viewer;
    private static String pair = "";
    private static String account = "";
    private static String circle = "";

    @BeforeAll
    static void start() {
        scene = new ConsoleScene(folder);
        findings = new FindingScene(scene.run);
        scene.alert("total-from", "total-to", 25_500);
        pair = findings.publish(findings.justUnder("just-from", "just-to", 4));
        account = findings.publish(findings.fanIn("mule", MANY));
        circle = findings.publish(findings.circle("ring-a", "ring-b", "ring-c", "ring-d", "ring-e"));
        ann = scene.browser("ann", Role.APPROVER);
        viewer = scene.run.visitor("vic", Role.VIEWER);
        scene.run.awaitEpisode(viewer, circle);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @AfterEach
    void nothingToComplainAbout() {
        assertThat(ann.complaints()).isEmpty();
        ann.look(1440, 900, false);
        ann.open("about:blank");
    }

    private static void open(String path, String css, String text) {
        ann.open("about:blank");
        ann.open(scene.run.address + path);
        ann.awaitText(css, text);
    }

    @Test
    void picturesForPeople() {
        for (boolean dark : List.of(false, true)) {
            for (int width : List.of(1440, 390)) {
                ann.look(width, width == 1440 ? 1600 : 2600, dark);
                String look = width + (dark ? "-dark" : "-light");
                open("/#/alerts", "tbody", "mule");
                ann.picture("findings-list-" + look);
                for (String episode : List.of(pair, account, circle)) {
                    open("/#/cases/" + episode, ".facts", "Each was read back from Kafka");
                    ann.await(
                            "the picture",
                            page -> !page.script("return document.querySelectorAll('.graph canvas').length")
                                    .equals(0L));
                    ann.asyncScript("setTimeout(arguments[0], 500)");
                    ann.picture("findings-case-"
                            + (episode.equals(pair) ? "pair" : episode.equals(account) ? "account" : "circle") + "-"
                            + look);
                }
            }
        }
    }
}
