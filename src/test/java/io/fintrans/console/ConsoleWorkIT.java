package io.fintrans.console;

import static io.fintrans.console.ConsoleScene.decide;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Typology;
import io.fintrans.console.user.Role;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does in a day at the page beside the decision itself. */
class ConsoleWorkIT {
    private static final String LINES = "Chart.getChart(document.querySelector('.chart canvas'))";

    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static Browser ann;

    @BeforeAll
    static void start() {
        scene = new ConsoleScene(folder);
        ann = scene.browser("ann", Role.ANALYST);
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

    @Test
    void keepsNoConnectionForATabThatNobodySeesAndReadsAllAnewWhenItIsSeen() {
        ann.open(scene.run.address + "/#/alerts?state=all&muted=true");
        ann.awaitText("#connection", "live");
        ann.script("const close = EventSource.prototype.close; window.ended = 0;"
                + "EventSource.prototype.close = function () { window.ended++; close.call(this); }");
        see(false);
        assertThat(ann.script("return window.ended")).isEqualTo(1L);
        scene.alert("91", "92", 6500, 6500);
        assertThat(ann.texts("main")).doesNotContain("13,000");
        see(true);
        ann.awaitText("main", "13,000");
    }

    /** As if the tab came to the front or went behind another one, which headless Chromium has none of. */
    private static void see(boolean seen) {
        ann.script("Object.defineProperty(document, 'hidden', { value: " + !seen + ", configurable: true });"
                + "document.dispatchEvent(new Event('visibilitychange'))");
    }

    @Test
    void hidesAndShowsACityInAPictureThatStandsStill() {
        scene.volumes();
        ann.open(scene.run.address + "/#/cities");
        ann.await("the charts of all cities", page -> cities().equals(names()));
        ann.keys("p");
        Object then = ann.script("return " + LINES + ".options.scales.x.max");
        String figures = ann.texts(".cards");
        // Of a second after the page was loaded: an earlier one counts only when the page loads everything again.
        scene.volume("Tokyo", 777_777, -1);
        Object before = ann.script("return document.querySelector('#open-count').textContent");
        scene.alert("31", "32", 6000, 6000);
        ann.await(
                "the stream to have brought the payment",
                page -> !page.script("return document.querySelector('#open-count').textContent")
                        .equals(before));

        ann.keys("1");
        assertThat(cities()).doesNotContain(names().get(0)).hasSize(names().size() - 1);
        ann.keys("1");
        assertThat(cities()).isEqualTo(names());
        assertThat(ann.script("return " + LINES + ".options.scales.x.max")).isEqualTo(then);
        assertThat(ann.texts(".cards")).isEqualTo(figures);

        ann.keys("p");
        ann.await("the payment", page -> page.texts(".cards").matches("(?s).*77[78],\\d.*"));
    }

    private static List<String> names() {
        return City.DEFAULTS.stream().map(City::name).toList();
    }

    /** Those that have a line in the chart. */
    private static List<String> cities() {
        Object labels = ann.script("return " + LINES + ".data.datasets.map(line => line.label)");
        return ((List<?>) labels).stream().map(String::valueOf).toList();
    }

    @Test
    void letsThePersonWhoProposedTakeItBack() {
        String episode = scene.alert("41", "42", 6000, 6000);
        ann.open(scene.run.address + "/#/cases/" + episode);
        decide(ann, "confirmed", "looks like it");
        ann.awaitText(".status", "Proposed as");
        ann.awaitText(".options", "Withdraw");
        assertThat(ann.texts(".options")).doesNotContain("Decline");
        assertThat(ann.texts(".explanation")).contains("someone else has to approve it");

        decide(ann, "decline", "it is a salary");

        ann.awaitText(".status", "Open: nobody has decided it yet.");
        ann.awaitText(".events", "withdrew the proposal");
        ann.open(scene.run.address + "/#/history");
        ann.awaitText("main", "withdrew the proposal");
    }

    @Test
    void mutesAPairAndShowsItAgain() {
        String episode = scene.alert("51", "52", 6000, 6000);
        scene.alert("51", "52", 7000, 7000);
        scene.alert("51", "53", 8000, 8000);
        ann.open(scene.run.address + "/#/cases/" + episode);
        decide(ann, "mute", "known to be a salary");
        ann.awaitText(".why", "This pair is muted until");

        ann.open(scene.run.address + "/#/alerts?q=51");
        ann.awaitText("tbody", "16,000");
        assertThat(ann.texts("tbody")).doesNotContain("12,000").doesNotContain("14,000");
        ann.click("#filter-muted");
        ann.awaitText("tbody", "+2 sharing accounts");
        ann.click("a.together");
        ann.await(
                "the muted ones",
                page -> Stream.of("12,000", "14,000", "16,000", "muted").allMatch(page.texts("tbody")::contains));

        ann.open(scene.run.address + "/#/cases/" + episode);
        decide(ann, "unmute", "not any more");
        ann.awaitText(".events", "ended the muting");
        ann.open(scene.run.address + "/#/alerts?q=51");
        ann.awaitText("tbody", "+2 sharing accounts");
    }

    @Test
    void drawsTheMoneyAroundThePairAndSaysWhenThatIsAPart() {
        String episode = scene.alert("61", "62", 6000, 6000);
        scene.alert("62", "63", 7000, 7000);
        ann.open(scene.run.address + "/#/cases/" + episode);
        ann.awaitText(".flow", "Flows between accounts with alerts");
        ann.await(
                "the graph", page -> (boolean) page.script("return document.querySelector('.graph canvas') !== null"));
        assertThat(ann.script("return document.querySelector('.graph').getAttribute('aria-label')"))
                .isEqualTo("Graph of the money flow; the list below says the same");
        ann.click(".flow summary");
        assertThat(ann.texts(".flow li")).contains("61 → 62 12,000 USD").contains("62 → 63 14,000 USD");

        for (int i = 0; i < 45; i++) {
            scene.alert("61", "m" + i, 11_000);
        }
        ann.open(scene.run.address + "/#/alerts?q=m44");
        ann.awaitText("tbody", "m44");
        ann.open(scene.run.address + "/#/cases/" + episode);
        ann.awaitText(".flow", "This is a part");
    }

    @Test
    void filtersByRuleAndByWhatTheAddressSays() {
        scene.alert("71", "72", 6000, 6000);
        scene.alert("71", "73", 3000, 3000, 3000, 3000, 3000);
        ann.open(scene.run.address + "/#/alerts?q=71&city=Tokyo");
        ann.awaitText("tbody", "15,000");
        assertThat(ann.texts("tbody")).doesNotContain("12,000");
        assertThat(ann.script("return location.hash")).asString().contains("city=Tokyo");

        assertThat(ann.script("return [...document.querySelector('#filter-rule').options].map(each => each.value)"))
                .isEqualTo(Stream.concat(
                                Stream.of(""), Arrays.stream(Typology.values()).map(Typology::code))
                        .toList());
        ann.choose("#filter-rule", "Total over threshold");
        ann.await(
                "the address",
                page -> page.script("return location.hash").toString().contains("rule=pair-total"));
        ann.awaitText("tbody", "15,000");
        scene.alert("71", "74", 4000, 4000, 4000, 4000, 4000);
        ann.await("the new one", page -> page.texts("main").matches("(?s).*(20,000|1 new).*"));
    }
}
