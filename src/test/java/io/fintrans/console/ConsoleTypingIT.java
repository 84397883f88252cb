package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.user.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/**
 * Whoever types faster than the network answers. Keys that were pressed while a case was loading were lost, and the letters behind them were
 * commands: {@code f} and then "Known payroll" chose <em>Confirmed</em>.
 */
class ConsoleTypingIT {
    /** Nearly every letter of it is a key that does something. */
    private static final String TEXT = "Known payroll, fixed dues of a joy yacht club; ok";

    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static Browser ann;

    @BeforeAll
    static void start() {
        scene = new ConsoleScene(folder);
        ann = scene.browser("ann", Role.APPROVER);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @AfterEach
    void nothingToComplainAbout() {
        ann.delayAnswers(0);
        assertThat(ann.complaints()).isEmpty();
    }

    private static void typedAs(String choice, String text) {
        ann.await("the text " + text, page -> page.value("#reason").equals(text));
        ann.await(
                "the choice " + choice,
                page -> page.value("input[name=choice]:checked").equals(choice));
        assertThat(ann.texts(".events")).contains("Nothing yet.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 150, 300})
    void keepsTheDecisionAndEveryLetterBehindTheKeyThatOpensACase(int millis) {
        String pair = "open" + millis;
        scene.alert(pair, "t1", 6000, 6000);
        ann.open(scene.run.address + "/#/alerts?q=" + pair);
        ann.awaitText("tbody", "12,000");
        ann.delayAnswers(millis);

        ann.keys("j", Keys.ENTER, "f", TEXT);

        typedAs("false-positive", TEXT);
        ann.controlAnd(Keys.ENTER);
        ann.awaitText(".status", "Decided as false positive");
        assertThat(ann.texts(".events")).contains(TEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 150, 300})
    void keepsThemBehindTheKeyThatLeadsToTheNextCase(int millis) {
        String pair = "next" + millis;
        String first = scene.alert(pair, pair + "-t1", 6000, 6000);
        scene.alert(pair + "b", pair + "-t2", 7000, 7000);
        ann.open(scene.run.address + "/#/alerts?sort=total&order=asc&q=" + pair);
        ann.awaitText("tbody", "14,000");
        ann.keys("j", Keys.ENTER);
        ann.awaitText(".why", "USD 12,000");
        ann.delayAnswers(millis);

        ann.keys("j", "e", TEXT);

        ann.awaitText(".why", "USD 14,000");
        typedAs("escalated", TEXT);
        ann.script("location.hash = '#/cases/" + first + "'");
        ann.awaitText(".why", "USD 12,000");
        typedAs("comment", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 150, 300})
    void keepsThemWhileThePageItselfLoads(int millis) {
        String episode = scene.alert("page" + millis, "t1", 6000, 6000);
        ann.open(scene.run.address + "/#/alerts?q=page" + millis);
        ann.awaitText("tbody", "12,000");
        ann.open("about:blank");
        ann.delayAnswers(millis);
        ann.open(scene.run.address + "/#/cases/" + episode);

        ann.keys("i", TEXT);

        typedAs("inconclusive", TEXT);
    }

    /** A page that was a second old took its first key for the one behind g: c led to the cities, and a to the alerts. */
    @Test
    void takesTheFirstKeyOfAPageForWhatItIs() {
        String episode = scene.alert("first", "t1", 6000, 6000);
        ann.open(scene.run.address + "/#/alerts?q=first");
        ann.awaitText("tbody", "12,000");
        ann.open("about:blank");
        ann.open(scene.run.address + "/#/cases/" + episode);
        ann.keys("c", TEXT);
        typedAs("comment", TEXT);

        ann.open("about:blank");
        ann.open(scene.run.address + "/#/cases/" + episode);
        ann.keys("a");
        ann.awaitText(".events", "assigned it to");
    }

    @Test
    void takesNoLetterForACommandWhenTheDecisionCannotBeMade() {
        String episode = scene.alert("refused", "t1", 6000, 6000);
        ann.open(scene.run.address + "/#/alerts?q=refused");
        ann.awaitText("tbody", "12,000");
        ann.open(scene.run.address + "/#/cases/" + episode);
        ann.awaitText(".status", "Open");
        ann.keys("o", "a mule");
        ann.controlAnd(Keys.ENTER);
        ann.awaitText(".status", "Proposed as confirmed");
        ann.keys(Keys.ESCAPE);

        ann.keys("f", TEXT);

        ann.await("the text", page -> page.value("#reason").equals(TEXT));
        ann.awaitText(".problem", "False positive cannot be chosen");
        ann.controlAnd(Keys.ENTER);
        ann.awaitText(".problem", "Choose what to do");
        assertThat(ann.texts(".events")).doesNotContain(TEXT).doesNotContain("assigned");
    }

    @Test
    void sendsNothingBeforeTheCaseWasSeen() {
        String episode = scene.alert("unseen", "t1", 6000, 6000);
        ann.open(scene.run.address + "/#/alerts?q=unseen");
        ann.awaitText("tbody", "12,000");
        ann.delayAnswers(1000);
        ann.keys("j", Keys.ENTER, "f", "quick");
        ann.controlAnd(Keys.ENTER);
        ann.awaitText(".problem", "still loading");
        ann.delayAnswers(0);
        typedAs("false-positive", "quick");
        assertThat(ann.script("return location.hash")).isEqualTo("#/cases/" + episode);
    }
}
