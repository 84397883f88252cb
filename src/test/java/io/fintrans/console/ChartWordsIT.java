package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.console.user.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a phone, the lines of a case's chart ran through its words: "threshold", and which payment passes it. */
class ChartWordsIT {
    /** Each word that the chart paints, as text, left, top, right, bottom, and what lies on it. */
    private static final String COLLISIONS = """
            const chart = Chart.getChart(document.querySelector('.facts canvas'));
            const { ctx, scales: { x, y }, chartArea, data: { datasets: [total, limit] } } = chart;
            const words = [];
            const fillText = ctx.fillText;
            ctx.fillText = function (text, at, height) {
              if (/threshold|passes/.test(text)) {
                const size = ctx.measureText(text);
                words.push({ text, left: at - size.actualBoundingBoxLeft, right: at + size.actualBoundingBoxRight,
                  top: height - size.actualBoundingBoxAscent, bottom: height + size.actualBoundingBoxDescent });
              }
              return fillText.apply(this, arguments);
            };
            chart.draw();
            ctx.fillText = fillText;
            const lines = [];
            const place = (point) => ({ x: x.getPixelForValue(point.x), y: y.getPixelForValue(point.y) });
            const [from, to] = limit.data.map(place);
            lines.push({ name: 'the threshold', left: from.x, right: to.x, top: from.y, bottom: from.y });
            total.data.map(place).forEach((at, i, all) => {
              if (i === 0) return;
              const before = all[i - 1];
              lines.push({ name: 'the total', left: before.x, right: at.x, top: before.y, bottom: before.y });
              lines.push({ name: 'a step', left: at.x, right: at.x, top: Math.min(at.y, before.y), bottom: Math.max(at.y, before.y) });
            });
            const hit = (a, b) => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
            const found = words.length ? [] : ['no words'];
            words.forEach((word, i) => {
              for (const line of lines) if (hit(word, line)) found.push(line.name + ' lies on "' + word.text + '"');
              for (const other of words.slice(i + 1)) if (hit(word, other)) found.push('"' + word.text + '" lies on "' + other.text + '"');
              if (word.left < 0 || word.top < 0 || word.right > chart.width || word.bottom > chart.height) found.push('"' + word.text + '" is cut');
            });
            return [...new Set(found)].join('; ');
            """;

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

    @Test
    void noLineRunsThroughTheWordsOfTheChart() {
        int[] many = new int[40];
        Arrays.fill(many, 420);
        List<int[]> cases = List.of(
                new int[] {4000, 3000, 3500},
                new int[] {9990, 20},
                new int[] {3000, 3000, 3000, 1100},
                new int[] {11_000, 500, 500, 500},
                new int[] {12_000},
                new int[] {2000, 2000, 2000, 2000, 2001, 2000, 2000, 2000, 2000, 2000},
                new int[] {1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000},
                new int[] {9000, 500, 400, 50, 60, 10, 10},
                many);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            String episode = scene.alert("5" + i, "6" + i, cases.get(i));
            for (int width : new int[] {360, 768, 1280}) {
                ann.look(width, 780, false);
                ann.open("about:blank");
                ann.open(scene.run.address + "/#/cases/" + episode);
                ann.awaitText(".facts", "is the same");
                ann.await(
                        "the chart",
                        page -> !page.script(
                                        "return Chart.getChart(document.querySelector('.facts canvas'))?.data.datasets[1].data.length ?? ''")
                                .equals(""));
                String collisions = String.valueOf(ann.script(COLLISIONS));
                ann.script("document.querySelector('.facts canvas').scrollIntoView({ block: 'center' })");
                ann.picture("chart-words-" + i + "-" + width);
                if (!collisions.isEmpty()) {
                    found.add(Arrays.toString(cases.get(i)) + " at " + width + " px: " + collisions);
                }
            }
        }

        assertThat(found).isEmpty();
    }
}
