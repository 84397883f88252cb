package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.user.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that had just been loaded let people decide for some seconds before it knew whether that was possible. */
class NotKnownYetIT {
    private static final String NOT_KNOWN = "Whether anything can be decided is not known yet";

    @TempDir
    private Path folder;

    @Test
    void nothingCanBeDecidedUntilTheConsoleHasSaidThatItCan() {
        try (ConsoleScene scene = new ConsoleScene(folder)) {
            String episode = scene.alert("41", "42", 6000, 6000);
            Browser ann = scene.browser("ann", Role.ANALYST);
            String address = scene.run.address + "/#/cases/" + episode;
            ann.open(address);
            ConsoleScene.decide(ann, "mute", "known to be a salary");
            ann.awaitText(".why", "This pair is muted until");

            ann.block("*/api/v1/progress", "*/api/v1/stream");
            loaded(ann, scene.run.address + "/#/mutes", "tbody", "known to be a salary");
            ann.awaitText(".stopped", NOT_KNOWN);
            assertThat(enabled(ann, "tbody button")).isZero();
            loaded(ann, address, ".facts", "is the same");
            ann.awaitText(".actions .stopped", NOT_KNOWN);
            assertThat(enabled(ann, ".actions button")).isZero();

            ann.block();
            loaded(ann, address, ".facts", "is the same");
            ann.await("the buttons", page -> enabled(page, ".actions button") > 0);
            assertThat(ann.texts(".actions")).doesNotContain(NOT_KNOWN);
            loaded(ann, scene.run.address + "/#/mutes", "tbody", "known to be a salary");
            ann.await("the buttons", page -> enabled(page, "tbody button") > 0);
            assertThat(ann.texts("main")).doesNotContain(NOT_KNOWN);
        }
    }

    /** From nothing, so that the page knows nothing of before. */
    private static void loaded(Browser browser, String address, String css, String text) {
        browser.open("about:blank");
        browser.open(address);
        browser.awaitText(css, text);
    }

    private static long enabled(Browser browser, String css) {
        return (Long) browser.script(
                "return [...document.querySelectorAll(arguments[0])].filter(button => !button.disabled).length", css);
    }
}
