package io.fintrans.console;

import static io.fintrans.console.ConsoleScene.decide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.testing.TestProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of the documents from a real demo, as a newcomer sees it after a few minutes. Run by {@code -Ppictures}. */
@Tag("pictures")
class PicturesIT {
    private static final Path PICTURES = Path.of("docs", "pictures");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int ENOUGH_ALERTS = 60;
    private static final int LARGEST_KB = 250;
    private static final Pattern LINK = Pattern.compile("console +(http://[^/]+)(/sign-in\\?token=\\S+)");

    @TempDir
    private Path folder;

    private String address = "";

    @Test
    void takesPicturesOfEveryView() throws Exception {
        try (TestProcess demo =
                TestProcess.fintrans("demo", "--port", "0", "--seed", "7", "--data-dir", folder.toString())) {
            Matcher link = await().atMost(PATIENCE).until(() -> link(demo.log()), Objects::nonNull);
            address = link.group(1);
            try (Browser operator = new Browser(address + link.group(2))) {
                await().atMost(PATIENCE).until(() -> demo.out().size() >= ENOUGH_ALERTS);
                work(operator);
                take(operator, "cities", "/#/cities", "Total of the hour");
                take(operator, "alerts", "/#/alerts", "USD");
                take(
                        operator,
                        "case",
                        hash(operator, "/#/alerts?severity=any&sort=payments", 0),
                        "Each was read back from Kafka");
                take(operator, "mutes", "/#/mutes", "Payroll");
                take(operator, "history", "/#/history", "Signed checkpoint");
                take(operator, "account", "/#/account", "This one");
                take(operator, "keys", "/#/alerts", "USD");
                take(operator, "sign-in", "/sign-in", "Sign in");
            } finally {
                demo.stop(Duration.ofMinutes(1));
            }
        }
        try (Stream<Path> pictures = Files.list(PICTURES)) {
            assertThat(pictures).allMatch(each -> each.toFile().length() < LARGEST_KB * 1000L);
        }
    }

    private static @Nullable Matcher link(List<String> log) {
        return log.stream().map(LINK::matcher).filter(Matcher::find).findFirst().orElse(null);
    }

    /** So that the history has something to show. */
    private void work(Browser operator) {
        String list = "/#/alerts?severity=any&sort=payments";
        operator.open(address + hash(operator, list, 3));
        decide(operator, "mute", "Payroll of a known employer.");
        operator.awaitText(".why", "This pair is muted");
        operator.open(address + hash(operator, list, 2));
        decide(operator, "escalated", "Passes the money on to three accounts within the hour.");
        operator.awaitText(".events", "Passes the money on");
        operator.open(address + hash(operator, list, 4));
        decide(operator, "false-positive", "Monthly rent, paid in parts; the lease is on file.");
        // Not the status: the next alert of the pair opens the case again.
        operator.awaitText(".events", "the lease is on file");
        operator.open(address + hash(operator, list, 0));
        operator.awaitText(".status", "Open");
        operator.keys("a");
        operator.awaitText(".events", "assigned it to");
        decide(
                operator,
                "comment",
                "Similar amounts from five cities within minutes. Asked the target's bank for documents.");
        operator.awaitText(".events", "Similar amounts");
    }

    /** Where the row of a list leads. */
    private String hash(Browser operator, String list, int row) {
        operator.open("about:blank");
        operator.open(address + list);
        operator.awaitText("tbody", "USD");
        return "/"
                + operator.script(
                        "return document.querySelectorAll('tbody tr')[arguments[0]].querySelector('a').hash", row);
    }

    private void take(Browser operator, String view, String path, String text) {
        take(operator, view + "-light", path, text, 1440, 900, false);
        take(operator, view + "-dark", path, text, 1440, 900, true);
        take(operator, view + "-phone", path, text, 360, 780, false);
        operator.look(1440, 900, false);
    }

    private void take(Browser operator, String name, String path, String text, int width, int height, boolean dark) {
        operator.open("about:blank");
        operator.look(width, height, dark);
        operator.open(address + path);
        operator.awaitText("main", text);
        if (name.startsWith("keys")) {
            operator.keys("?");
            operator.awaitText("dialog", "Keyboard shortcuts");
        }
        operator.script("document.activeElement.blur()");
        // The lines of charts reach to the present when the stream has told of ten seconds.
        long wait = name.startsWith("cities") ? 13_000 : 500;
        operator.asyncScript("setTimeout(arguments[1], arguments[0])", wait);
        operator.picture(PICTURES.resolve(name + ".png"));
    }
}
