package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.user.Role;
import io.fintrans.testing.RuleTopic;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every view, with data in it, in light, in dark and on a phone: axe finds nothing serious, and no text covers another. */
class ConsoleAccessibilityIT {
    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static Browser ann;
    private static String episode;
    private static String shadow = "";

    @BeforeAll
    static void fillThePage() {
        scene = new ConsoleScene(folder);
        scene.volumes();
        RuleTopic.severalVersions(scene.broker);
        shadow = scene.run.shadow("00000000000000b1", "516", "482", 4000, 4500);
        episode = scene.alert("516", "482", 4000, 3000, 3500);
        new AcceptedScene(scene.run).counts(1_700_000_000_000L, "516 482 400000", "a".repeat(64) + " 516 1");
        String muted = scene.alert("482", "77", 9000, 2000);
        ann = scene.browser("ann", Role.ANALYST);
        ann.open(scene.run.address + "/#/cases/" + episode);
        ConsoleScene.decide(ann, "comment", "looks like many small payments");
        ConsoleScene.decide(ann, "confirmed", "many small payments");
        ann.awaitText("main", "Proposed as");
        ConsoleScene.decide(ann, "mute", "not before the second person");
        ann.awaitText(".why", "when a second person approves");
        ann.open(scene.run.address + "/#/cases/" + muted);
        ConsoleScene.decide(ann, "mute", "a known salary");
        ann.awaitText(".why", "This pair is muted");
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({"1440, 900, false", "1440, 900, true", "768, 1024, false", "360, 780, false", "360, 780, true"})
    void axeFindsNothingSeriousInAnyView(int width, int height, boolean dark) {
        ann.look(width, height, dark);
        Map<String, String> views = new LinkedHashMap<>();
        views.put("/#/cities", "Total of the hour");
        views.put("/#/alerts", "516");
        views.put("/#/cases/" + episode, "POTENTIAL MONEY LAUNDERING");
        views.put("/#/accounts/516", "2 payments of this account");
        views.put("/#/mutes", "not before the second person");
        views.put("/#/rules", "comes in");
        views.put("/#/rules/pair-total", "in the shadow");
        views.put("/#/shadow/" + shadow, "found, as said");
        views.put("/#/history", "looks like many small payments");
        views.put("/#/account", "This one");
        views.put("/cases/" + episode + "/report", "History");
        SoftAssertions found = new SoftAssertions();
        views.forEach((path, text) -> {
            ann.open(scene.run.address + path);
            ann.awaitText("main", text);
            found.assertThat(AxeAudit.violations(ann)).as(path).isEmpty();
            found.assertThat(LayoutAudit.unreadable(ann)).as(path).isEmpty();
        });
        found.assertAll();
    }

    @ParameterizedTest
    @CsvSource({"1440, 900, false", "1440, 900, true", "360, 780, false"})
    void norInTheKeysAndTheSignIn(int width, int height, boolean dark) {
        ann.look(width, height, dark);
        ann.open(scene.run.address + "/#/alerts");
        ann.awaitText("main", "516");
        ann.keys("?");
        ann.awaitText("dialog", "Keyboard shortcuts");
        assertThat(AxeAudit.violations(ann)).as("keys").isEmpty();

        ann.open(scene.run.address + "/sign-in");
        ann.awaitText("main", "Sign in");
        assertThat(AxeAudit.violations(ann)).as("sign-in").isEmpty();
    }

    /** Or the other tests would be content with an axe that sees nothing. */
    @Test
    void axeFindsAButtonWithoutANameAndTextTooPaleToRead() {
        ann.look(1440, 900, false);
        ann.open(scene.run.address + "/#/history");
        ann.awaitText("main", "looks like many small payments");
        ann.script("document.querySelector('main').append(document.createElement('button'));"
                + "document.querySelector('h1').style.color = '#bbb';");
        assertThat(AxeAudit.violations(ann))
                .anyMatch(each -> each.startsWith("critical button-name"))
                .anyMatch(each -> each.startsWith("serious color-contrast"));
    }

    @Test
    void aTextOnAnotherAndOneBeyondTheEdgeAreFound() {
        ann.look(360, 780, false);
        ann.open(scene.run.address + "/#/mutes");
        ann.awaitText("main", "not before the second person");
        ann.script("""
                const plant = (text, left) => {
                  const planted = document.createElement('span');
                  planted.textContent = text;
                  planted.style.cssText = `position: absolute; white-space: nowrap; left: ${left}px`;
                  document.querySelector('h1').after(planted);
                };
                plant('planted', document.querySelector('h1').getBoundingClientRect().left);
                plant('too far right', 340);
                """);
        assertThat(LayoutAudit.unreadable(ann))
                .contains("one on another: Mutes | planted", "beyond the edge: too far right");
    }
}
