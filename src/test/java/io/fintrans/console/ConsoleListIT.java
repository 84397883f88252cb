package io.fintrans.console;

import static io.fintrans.console.ConsoleScene.decide;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.user.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Working through a list that is longer than a page while alerts flow. */
class ConsoleListIT {
    private static final String IBAN = "DE89370400440532013000";
    private static final String LIST = "/#/alerts?q=p-&sort=total&order=asc";
    private static final int CASES = 120;

    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static Browser ann;

    @BeforeAll
    static void start() {
        scene = new ConsoleScene(folder);
        for (int i = 1; i <= CASES; i++) {
            scene.alert("p-" + i, "t", 11_000 + i);
        }
        ann = scene.browser("ann", Role.APPROVER);
        ann.open(scene.run.address + LIST);
        ann.awaitText(".pager", "of 120");
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @BeforeEach
    void leaveTheViewBefore() {
        ann.open("about:blank");
    }

    @AfterEach
    void nothingToComplainAbout() {
        assertThat(ann.complaints()).isEmpty();
    }

    private static void open(String path, String text) {
        ann.open(scene.run.address + path);
        ann.awaitText("main", text);
    }

    private static String selected() {
        return String.valueOf(ann.script("return document.querySelector('tr[aria-current] a')?.innerText ?? 'none'"));
    }

    private static void awaitSelected(String source) {
        ann.await("the row of " + source, page -> selected().equals(source));
    }

    @Test
    void walksOverTheEndsOfPages() {
        open(LIST, "1–50 of 120");
        ann.keys("j".repeat(50));
        awaitSelected("p-50");
        ann.keys("j");
        ann.awaitText(".pager", "51–100 of 120");
        awaitSelected("p-51");
        assertThat(ann.script("return location.hash")).asString().contains("offset=50");
        ann.keys("k");
        ann.awaitText(".pager", "1–50 of 120");
        awaitSelected("p-50");
    }

    @Test
    void walksFromCaseToCaseOverTheEndsOfPagesToo() {
        open(LIST, "1–50 of 120");
        ann.keys("j".repeat(50));
        ann.keys(Keys.ENTER);
        ann.awaitText("h1", "p-50");
        ann.keys("j");
        ann.awaitText("h1", "p-51");
        ann.keys("k");
        ann.awaitText("h1", "p-50");
        ann.keys("jj");
        ann.awaitText("h1", "p-52");
        ann.keys("u");
        ann.awaitText(".pager", "51–100 of 120");
        awaitSelected("p-52");
    }

    @Test
    void comesBackToThePlaceAndTheSelection() {
        open(LIST, "1–50 of 120");
        ann.keys("j".repeat(40));
        awaitSelected("p-40");
        long top = (long) ann.script("return Math.round(scrollY)");
        assertThat(top).isPositive();
        ann.keys(Keys.ENTER);
        ann.awaitText("h1", "p-40");
        ann.back();
        ann.awaitText(".pager", "1–50 of 120");
        awaitSelected("p-40");
        ann.await("the place", page -> page.script("return Math.round(scrollY)").equals(top));
        ann.keys("j");
        awaitSelected("p-41");
        ann.keys("gh");
        ann.awaitText("h1", "History");
        ann.back();
        awaitSelected("p-41");
    }

    @Test
    void saysWhatIsNewerAndPutsItInItsPlaceWhenAsked() {
        scene.alert("n-1", "t", 11_000);
        String older = scene.alert("n-2", "t", 11_000);
        scene.alert("n-3", "t", 11_000);
        open("/#/alerts?q=n-", "n-3");
        ann.keys("j");
        awaitSelected("n-3");

        scene.run.alert(older, 3, "n-2", "t", 11_000, 11_000);

        ann.awaitText(".news-place", "1 newer");
        ann.awaitText(".news-place", "The order is that of ");
        ann.awaitText("tbody", "22,000");
        assertThat(sources()).containsExactly("n-3", "n-2", "n-1");
        scene.alert("n-4", "t", 11_000);
        ann.awaitText(".news-place", "2 newer");
        assertThat(sources()).containsExactly("n-3", "n-2", "n-1");

        ann.keys("n");
        ann.await("the order", page -> sources().equals(List.of("n-4", "n-2", "n-3", "n-1")));
        assertThat(ann.texts(".news-place")).isBlank();
        awaitSelected("n-3");
    }

    private static List<String> sources() {
        Object sources =
                ann.script("return [...document.querySelectorAll('tbody tr a:not(.to-page)')].map(a => a.innerText)");
        return ((List<?>) sources).stream().map(String::valueOf).toList();
    }

    @Test
    void cutsIdsInTheMiddleAndLetsThemBeCopiedWhole() {
        scene.alert(IBAN, IBAN.replace("3000", "9000"), 11_000);
        open("/#/alerts?q=DE89", "11,000");
        assertThat(ann.script("const cell = document.querySelector('tbody tr a bdi'); const range = new Range();"
                        + "range.selectNodeContents(cell); getSelection().removeAllRanges(); getSelection().addRange(range);"
                        + "return getSelection().toString()"))
                .isEqualTo(IBAN);
        assertThat(ann.script("return document.querySelector('tbody tr a bdi').title"))
                .isEqualTo(IBAN);
        assertThat((double) ann.script("const box = (css) => document.querySelector(css).getBoundingClientRect();"
                        + "return 0.001 + box('tbody .middle').width / box('tbody bdi').width"))
                .as("the middle, of which nine characters are cut")
                .isLessThan(0.1);
        assertThat(ann.script("return [...document.querySelectorAll('thead th')].map(th => th.innerText).join()"))
                .asString()
                .containsPattern("Newest, [A-Z]{3}")
                .containsPattern("Since, [A-Z]{3}");
        assertThat(ann.texts("tbody")).containsPattern("\\d+ [A-Z][a-z]{2,3}, \\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    void tellsVerdictsApartByWordShapeAndColour() {
        for (String verdict : List.of("false-positive", "inconclusive", "confirmed", "escalated")) {
            String episode = scene.alert("v-" + verdict, "t", 25_500);
            open("/#/alerts?q=v-" + verdict, "25,500");
            open("/#/cases/" + episode, "That is 2.5 times the threshold.");
            assertThat(ann.texts(".figures")).contains("Total over threshold").contains("2.5×");
            decide(ann, verdict, "because");
            ann.awaitText(".status", verdict.replace('-', ' '));
        }
        open("/#/alerts?q=v-&state=all", "escalated");
        assertThat(ann.texts("tbody")).contains("2.5×");
        Object looks = ann.script("""
                return [...document.querySelectorAll('tbody .badge:has(path)')].map((badge) =>
                  [badge.innerText, badge.querySelector('path').getAttribute('d'), getComputedStyle(badge).color]);
                """);
        List<?> all = (List<?>) looks;
        assertThat(all).hasSize(4);
        for (int part = 0; part < 3; part++) {
            int each = part;
            assertThat(all.stream().map(look -> ((List<?>) look).get(each)).distinct())
                    .as("part " + part + " of " + all)
                    .hasSize(4);
        }
    }
}
