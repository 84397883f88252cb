package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fintrans.console.user.Role;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An alert lists a hundred payments, and so did the page: whoever decided could not see the others, nor where the chart began. */
class ConsoleEvidenceIT {
    private static final int PAYMENTS = 250;

    @TempDir
    private static Path folder;

    private static ConsoleScene scene;
    private static Browser ann;
    private static String episode;

    @BeforeAll
    static void start() {
        scene = new ConsoleScene(folder);
        int[] dollars = new int[PAYMENTS];
        Arrays.fill(dollars, 60);
        scene.alert("8", "9", 60, 60, 60);
        episode = scene.alert("1", "2", dollars);
        ann = scene.browser("ann", Role.ANALYST);
        ann.open(scene.run.address + "/#/alerts?q=1");
        ann.awaitText("tbody", "15,000");
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void showsEveryPaymentOfTheWindowAndSaysWhereTheChartBegins() {
        ann.open(scene.run.address + "/#/cases/" + episode);
        ann.awaitText(".facts", "The alert lists the newest 100 of 250 payments. Each was read back from Kafka");
        ann.awaitText(".facts", "The chart begins with payment 151 of 250");
        ann.awaitText(".facts", "9,000 USD came before");
        assertThat(cell("first", 1)).isEqualTo("151");
        assertThat(firstPoint()).isEqualTo(9_000L);

        ann.click("#read-earlier");

        ann.awaitText(".earlier", "All payments that the alert counts have been found, to the cent.");
        ann.awaitText(".facts", "The chart has all of its payments");
        ann.awaitText(".facts .pager", "1–100 of 250");
        assertThat(cell("first", 1)).isEqualTo("1");
        assertThat(cell("first", 4)).isEqualTo("60");
        assertThat(firstPoint()).isEqualTo(0L);
        assertThat(ann.texts(".evidence")).doesNotContain("–\n");
        ann.keys("]]");
        ann.awaitText(".facts .pager", "201–250 of 250");
        assertThat(cell("last", 1)).isEqualTo("250");
        assertThat(cell("last", 4)).isEqualTo("15,000");
        assertThat(ann.texts(".evidence")).contains("same").doesNotContain("not found");
        ann.keys("[");
        ann.awaitText(".evidence", "passes the threshold");
        assertThat(ann.complaints()).isEmpty();
    }

    private static Object cell(String row, int column) {
        return ann.script("return document.querySelector('.evidence tbody tr:" + row + "-child td:nth-child(" + column
                + ")').innerText");
    }

    private static Object firstPoint() {
        return ann.script("return Chart.getChart(document.querySelector('.facts canvas')).data.datasets[0].data[0].y");
    }

    @Test
    void keepsAllOfThemInTheExportAndTheReport() {
        ConsoleRun.Visitor vic = scene.run.visitor("vic", Role.VIEWER);
        JsonNode export = ConsoleRun.json(scene.run.get(vic, "/api/v1/cases/" + episode + "/export"));
        assertThat(export.at("/evidence/items")).hasSize(100);
        assertThat(export.at("/earlier/items")).hasSize(PAYMENTS - 100);
        assertThat(export.at("/earlier/complete").asBoolean()).isTrue();

        ann.open(scene.run.address + "/cases/" + episode + "/report");
        ann.awaitText("main", "with them the total is right to the cent");
        assertThat(ann.script("return document.querySelectorAll('.payments tbody tr').length"))
                .isEqualTo((long) PAYMENTS);
        assertThat(ann.texts(".payments tbody tr:last-child"))
                .contains("15,000.00")
                .contains("the same");
        assertThat(ann.texts(".payments tbody tr:first-child"))
                .contains("60.00")
                .contains("read from Kafka");
        assertThat(ann.texts("main"))
                .contains("Made by ann (analyst) on 20")
                .contains("UTC")
                .contains("USD 15,000")
                .contains("Total over threshold");
        ann.picture("report");
        assertThat(ann.script("return [...document.styleSheets].flatMap(s => [...s.cssRules])"
                        + ".filter(r => r instanceof CSSPageRule).map(r => r.cssText).join()"))
                .asString()
                .contains("counter(page)")
                .contains("counter(pages)");
    }
}
