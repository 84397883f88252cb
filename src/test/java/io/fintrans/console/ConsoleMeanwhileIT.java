package io.fintrans.console;

import static io.fintrans.console.ConsoleScene.decide;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.user.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * Somebody else decides while one types. The live stream renewed the version under the hands of whoever typed, so that their decision went over one
 * that they had not seen when they began, and nobody was told.
 */
class ConsoleMeanwhileIT {
    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static Browser ann;
    private static Browser bob;

    @BeforeAll
    static void start() {
        scene = new ConsoleScene(folder);
        ann = scene.browser("ann", Role.APPROVER);
        bob = scene.browser("bob", Role.APPROVER);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @AfterEach
    void nothingToComplainAbout() {
        assertThat(ann.complaints()).isEmpty();
    }

    private static String opened(String source) {
        String episode = scene.alert(source, "t", 6000, 6000);
        ann.open(scene.run.address + "/#/alerts?state=all&q=" + source);
        ann.awaitText("tbody", "12,000");
        for (Browser each : new Browser[] {ann, bob}) {
            each.open(scene.run.address + "/#/cases/" + episode);
            each.awaitText(".status", "Open: nobody has decided it yet.");
        }
        return episode;
    }

    @Test
    void saysWhoDecidedAndSendsOnlyWhenAskedAgain() {
        opened("decided");
        ann.keys("f", "Known pay");
        decide(bob, "inconclusive", "the bank does not answer");
        ann.awaitText(".status", "Decided as inconclusive");
        ann.awaitText(".problem", "bob decided: inconclusive");

        ann.keys("roll");
        ann.controlAnd(Keys.ENTER);

        ann.awaitText(".problem", "bob decided: inconclusive");
        ann.awaitText(".problem", "send it again");
        assertThat(ann.texts(".status")).contains("Decided as inconclusive");
        assertThat(ann.value("#reason")).isEqualTo("Known payroll");

        ann.controlAnd(Keys.ENTER);
        ann.awaitText(".status", "Decided as false positive");
        assertThat(ann.texts(".events")).contains("Known payroll").contains("the bank does not answer");
    }

    @Test
    void makesNoCommentOfADecisionThatCannotBeMadeAnyMore() {
        opened("proposed");
        ann.keys("f", "Known payroll");
        decide(bob, "confirmed", "a mule");
        ann.awaitText(".status", "Proposed as confirmed");

        ann.controlAnd(Keys.ENTER);

        ann.awaitText(".problem", "bob proposed: confirmed");
        ann.awaitText(".problem", "send it again");
        assertThat(ann.texts(".events")).doesNotContain("Known payroll");
        ann.controlAnd(Keys.ENTER);
        ann.awaitText(".problem", "Choose what to do");
        assertThat(ann.value("#reason")).isEqualTo("Known payroll");
        assertThat(ann.texts(".events")).doesNotContain("Known payroll");
    }

    @Test
    void saysSoAlsoWhenTheTextWasTypedBeforeTheCaseWasLookedAtAgain() {
        String episode = opened("left");
        ann.keys("f", "Known payroll");
        ann.keys(Keys.ESCAPE);
        ann.keys("u");
        ann.awaitText("h1", "Alerts");
        decide(bob, "inconclusive", "no answer");
        bob.awaitText(".status", "Decided as");

        ann.open(scene.run.address + "/#/cases/" + episode);
        ann.awaitText(".status", "Decided as inconclusive");
        ann.awaitText(".problem", "bob decided: inconclusive");
        ann.click("#reason");
        ann.controlAnd(Keys.ENTER);
        ann.awaitText(".problem", "send it again");
        assertThat(ann.texts(".status")).contains("Decided as inconclusive");
    }
}
