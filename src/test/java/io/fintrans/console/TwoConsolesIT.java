package io.fintrans.console;

import static io.fintrans.console.ConsoleScene.decide;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.user.Role;
import io.fintrans.testing.TestKeys;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people at two consoles answer the same case: the later one is told, and loses nothing but the race. */
class TwoConsolesIT {
    /** As on a slow network: what is read about cases waits until the test lets it come. */
    private static final String SLOW = """
            window.waiting = [];
            window.quickFetch = window.fetch;
            window.fetch = (address, options) => options.method === 'GET' && address.includes('/cases/')
              ? new Promise((resolve) => waiting.push(() => resolve(quickFetch(address, options))))
              : quickFetch(address, options);
            """;

    private static final String QUICK = "window.fetch = quickFetch; waiting.forEach((go) => go());";

    @Test
    void refusesTheSecondDecisionOnAChangedCaseAndShowsWhatChanged(@TempDir Path folder, @TempDir Path elsewhere) {
        TestKeys.trustEachOther(folder, elsewhere);
        try (ConsoleScene scene = new ConsoleScene(folder);
                ConsoleRun second = new ConsoleRun(scene.broker, elsewhere)) {
            String path = "/#/cases/" + scene.alert("516", "482", 4000, 3000, 3500);
            Browser ann = scene.browser("ann", Role.ANALYST);
            Browser bob = scene.browser(second, "bob", Role.ANALYST);
            ann.open(scene.run.address + path);
            bob.open(second.address + path);
            ann.awaitText(".status", "Open: nobody has decided it yet.");
            bob.awaitText(".status", "Open: nobody has decided it yet.");
            bob.script(SLOW);

            decide(ann, "false-positive", "the rent of a flat");
            ann.awaitText(".status", "Decided as false positive");
            decide(bob, "inconclusive", "cannot tell yet");

            bob.awaitText("#action-problem", "This was done after you had begun, so nothing was sent.");
            bob.awaitText("#action-problem", "ann decided: false positive");
            bob.awaitText("#action-problem", "the rent of a flat");
            assertThat(bob.script("return document.querySelector('#reason').value"))
                    .isEqualTo("cannot tell yet");
            assertThat(bob.texts(".status")).contains("Open");

            bob.script(QUICK);
            bob.awaitText(".status", "Decided as false positive");
            assertSame(ann, bob);

            bob.click(".actions form:not(.assign) button.primary");
            bob.awaitText(".status", "Decided as inconclusive");
            ann.awaitText(".status", "Decided as inconclusive");
            assertSame(ann, bob);
            assertThat(bob.script("return document.querySelector('#reason').value"))
                    .isEqualTo("");
            assertThat(ann.complaints()).isEmpty();
            assertThat(bob.complaints()).isEmpty();
        }
    }

    private static void assertSame(Browser one, Browser other) {
        for (String part : new String[] {".head", ".status", ".events:not(.changed)"}) {
            assertThat(other.texts(part)).as(part).isEqualTo(one.texts(part));
        }
    }
}
