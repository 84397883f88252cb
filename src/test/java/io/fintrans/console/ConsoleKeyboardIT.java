package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.user.Role;
import io.fintrans.rule.Mode;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleChange.Proposed;
import io.fintrans.testing.RuleTopic;
import io.fintrans.transaction.Application;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page without a mouse, on the smallest and on the largest screen. */
class ConsoleKeyboardIT {
    private static final String LONG = "account-of-sixty-four-characters.0123456789:0123456789_012345678";
    private static final int MOST_STOPS = 200;

    /** What is wrong with the element that has the focus: it must be marked, and nothing may cover it. */
    private static final String FOCUS = """
            const element = document.activeElement;
            const marked = element.closest('.option') ?? element;
            const style = getComputedStyle(marked);
            const name = `${element.tagName} ${element.id} ${element.className} ${element.textContent.slice(0, 20)}`;
            if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return `not marked: ${name}`;
            const { left, top, width, height } = marked.getBoundingClientRect();
            const there = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 40));
            return there && (marked.contains(there) || there.contains(marked)) ? '' : `covered: ${name}`;
            """;

    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static Browser ann;
    private static Map<String, String> views;

    @BeforeAll
    static void start() {
        scene = new ConsoleScene(folder);
        scene.volumes();
        for (int i = 0; i < 12; i++) {
            scene.alert("9" + i, "8" + i, 5000, 6000);
        }
        String episode = scene.alert(LONG, LONG.replace('a', 'b'), 4000, 3000, 3500, 2000, 1000);
        ann = scene.browser("ann", Role.APPROVER);
        ann.open(scene.run.address + "/#/cases/" + episode);
        ConsoleScene.decide(ann, "comment", "w".repeat(300) + " and why");
        ann.awaitText(".events", "and why");
        // Hidden, so that the list is as it was.
        String hidden = scene.alert(LONG.replace('a', 'c'), LONG.replace('a', 'd'), 5000, 6000);
        ann.open(scene.run.address + "/#/cases/" + hidden);
        ConsoleScene.decide(ann, "mute", "m".repeat(300) + " and muted");
        ann.awaitText(".why", "This pair is muted");
        try (RuleTopic rules = new RuleTopic(scene.broker, Application.DEFAULT).begin()) {
            Author eve =
                    new Author(Application.DEFAULT, "e".repeat(200), "x".repeat(300) + " and tried", Instant.EPOCH);
            rules.write(new Proposed(eve, RuleTopic.pairTotal("20000").in(Mode.SHADOW)));
        }
        new AcceptedScene(scene.run).counts(1_700_000_000_000L, LONG + " " + LONG.replace('a', 'b') + " 123456789");
        views = new TreeMap<>(Map.of(
                "/#/rules",
                "and tried",
                "/#/rules/pair-total",
                "No version of this rule",
                "/#/cities",
                "Total of the hour",
                "/#/alerts",
                LONG.substring(0, 12),
                "/#/cases/" + episode,
                "Each was read back from Kafka",
                "/#/accounts/" + LONG,
                "1 payment of this account",
                "/#/mutes",
                "and muted",
                "/#/history",
                "and why",
                "/#/account",
                "This one"));
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void leadsThroughAWholeCase() {
        ann.look(1440, 900, false);
        show("/#/cities", "Total of the hour");
        ann.keys("ga");
        ann.awaitText("tbody", "11,000");
        ann.keys("j");
        ann.keys("j");
        ann.awaitText(".line", "POTENTIAL MONEY LAUNDERING: 911 -> 811 totalling 11000 as of ");
        ann.keys(Keys.ENTER);
        ann.awaitText("main", "Account 911 sent account 811 USD 11,000 in 2 payments");
        ann.keys("a");
        ann.awaitText(".events", "assigned it to ann");
        ann.keys("f");
        ann.keys("rent of a flat");
        ann.controlAnd(Keys.ENTER);
        ann.awaitText(".status", "Decided as false positive");
        ann.keys(Keys.ESCAPE);
        ann.keys("u");
        ann.awaitText("h1", "Alerts");
        ann.keys("gh");
        ann.awaitText("tbody", "rent of a flat");
        ann.keys("?");
        ann.awaitText("dialog", "Keyboard shortcuts");
        ann.keys(Keys.ESCAPE);
        ann.await("the dialog to close", page -> page.texts("dialog").isBlank());
        assertThat(ann.complaints()).isEmpty();
    }

    @Test
    void showsWhereTheFocusIsOnEveryStopOfEveryView() {
        ann.look(1440, 900, false);
        views.forEach((path, text) -> {
            show(path, text);
            int stops = 0;
            do {
                ann.keys(Keys.TAB);
                assertThat(ann.script(FOCUS)).as(path + ", stop " + stops).isEqualTo("");
                stops++;
            } while (stops < MOST_STOPS && !isLast());
            assertThat(stops).as(path).isBetween(9, MOST_STOPS - 1);
        });
        ann.open(scene.run.address + "/#/cities");
        ann.awaitText("main", "Total of the hour");
        ann.keys(Keys.TAB);
        ann.script("document.activeElement.style.outline = 'none'");
        assertThat(ann.script(FOCUS)).as("a focus that nobody sees").asString().startsWith("not marked");
    }

    /** Behind this the browser's own buttons would follow. */
    private static boolean isLast() {
        return (boolean) ann.script("""
                const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
                  .filter((each) => !each.disabled && each.checkVisibility());
                const last = all.at(-1);
                return document.activeElement === last || Boolean(last.name && last.name === document.activeElement.name);
                """);
    }

    @Test
    void needsNoScrollingSidewaysOnAPhone() {
        ann.look(360, 780, false);
        views.forEach((path, text) -> {
            show(path, text);
            assertThat(ann.script("return document.documentElement.scrollWidth"))
                    .as(path)
                    .isEqualTo(360L);
            ann.picture("phone" + path.replaceAll("[^a-z]+", "-"));
        });
    }

    @Test
    void usesALargeScreenAndFitsIt() {
        ann.look(3840, 2160, false);
        views.forEach((path, text) -> {
            show(path, text);
            assertThat(ann.script("return document.documentElement.scrollWidth"))
                    .as(path)
                    .isEqualTo(3840L);
            assertThat((Double) ann.script("return parseFloat(getComputedStyle(document.body).fontSize) + 0.001"))
                    .as(path + ", the size of its text")
                    .isGreaterThanOrEqualTo(20);
            List<?> cut = (List<?>) ann.script("""
                    return [...document.querySelectorAll('main button, main dd, main h1, main th')]
                      .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
                      .map((each) => each.outerHTML);
                    """);
            assertThat(cut).as(path + ", words that are cut off").isEmpty();
            ann.picture("4k" + path.replaceAll("[^a-z]+", "-"));
        });
    }

    private static void show(String path, String text) {
        ann.open("about:blank");
        ann.open(scene.run.address + path);
        ann.awaitText("main", text);
    }
}
