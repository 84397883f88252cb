package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.console.user.Role;
import io.fintrans.testing.TestProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka had stopped, or the detector was dead, and the page went on to say "live" in green. */
@Tag("faults")
class StaleViewIT {
    private static final List<String> VIEWS =
            List.of("/#/cities", "/#/alerts", "/#/mutes", "/#/history", "/#/account", "/#/cases/");

    private static final String CHART = "const chart = Chart.getChart(document.querySelector('.chart canvas'));";

    @TempDir
    private Path folder;

    private ConsoleScene scene;
    private TestProcess detector;
    private TestProcess volume;
    private TestProcess generator;
    private Browser ann;
    private String episode;

    @BeforeEach
    void startEverything() {
        scene = new ConsoleScene(folder.resolve("console"));
        String kafka = scene.broker.address();
        detector = stage("detect");
        volume = stage("volume");
        generator = TestProcess.fintrans("generate", "--bootstrap-server", kafka, "--rate", "20");
        episode = scene.alert("516", "482", 4000, 3000, 3500);
        awaitRunning(detector);
        awaitRunning(volume);
        ann = scene.browser("ann", Role.ANALYST);
        awaitLive();
    }

    /** On a busy machine a stage may take longer to start than a page is waited for. */
    private static void awaitRunning(TestProcess stage) {
        await("a stage to run").atMost(Duration.ofMinutes(2)).until(() -> stage.logged("now=RUNNING"));
    }

    private TestProcess stage(String name) {
        String state = folder.resolve(name).toString();
        return TestProcess.fintrans(name, "--bootstrap-server", scene.broker.address(), "--state-dir", state);
    }

    @AfterEach
    void stopEverything() {
        generator.close();
        volume.close();
        detector.close();
        scene.close();
    }

    /** Green, and each age a small figure. */
    private void awaitLive() {
        ann.await(
                "everything to be live",
                page -> isLive()
                        && page.texts("#progress")
                                .matches(
                                        "(?s)\\s*Kafka answered \\d s ago\\s*detector \\d s behind\\s*volume \\d s behind\\s*"
                                                + "console \\d s behind\\s*"));
    }

    private boolean isLive() {
        return ann.texts("#connection").strip().equals("live");
    }

    @Test
    void saysOnEveryViewThatKafkaStandsStill() {
        scene.broker.pause();
        try {
            assertStaleOnEveryView("Kafka does not answer. What you see is old");
            assertThat(ann.texts("#progress .ages")).contains("detector: not known", "volume: not known");
        } finally {
            scene.broker.resume();
        }
        awaitLive();
    }

    @Test
    void saysOnEveryViewThatKafkaHasStopped() {
        awaitRates();
        scene.broker.stop();
        assertNoRateAndNoLine("no answer from Kafka since");
        assertStaleOnEveryView("Kafka does not answer. What you see is old");
        scene.broker.restart();
        awaitLive();
    }

    @Test
    void saysOnEveryViewThatTheDetectorIsDead() {
        assertThat(detector.isAlive()).isTrue();
        detector.kill();
        assertStaleOnEveryView("new payments raise no alerts");
        ann.awaitText("#progress .wrong", "No detector runs");
        assertThat(ann.texts("#progress .ages"))
                .containsPattern("detector stopped, \\d+ s behind \\([\\d,]+ to read\\)");
        assertThat(ann.texts("#progress .ages")).containsPattern("volume \\d s behind");
        detector = stage("detect");
        awaitLive();
    }

    @Test
    void saysNoRateWhileTheVolumeStageIsDead() {
        awaitRates();
        volume.kill();
        assertNoRateAndNoLine("nothing new from the volume stage since");
        volume = stage("volume");
        awaitLive();
        awaitRates();
    }

    /** Cards and charts, and from then on all that the head of the page says of all cities. */
    private void awaitRates() {
        ann.open(scene.run.address + "/#/cities");
        ann.await(
                "rates and lines",
                page -> page.texts("#all-cities").matches("(?s)[1-9]\\d* payments per second.*")
                        && (boolean)
                                page.script(CHART + "return chart?.data.datasets.some(line => line.data.length > 2)"));
        ann.script(
                "window.said = []; setInterval(() => said.push(document.querySelector('#all-cities').innerText), 100)");
    }

    /** The rates fell to 0 for as long as Kafka stood still, and so did the lines. */
    private void assertNoRateAndNoLine(String words) {
        ann.awaitText("#all-cities", "– payments per second: " + words);
        assertThat(ann.script("return window.said.filter(each => each.startsWith('0 '))"))
                .isEqualTo(List.of());
        assertThat(ann.script("return window.said.filter(each => /^\\d/.test(each)).length"))
                .isNotEqualTo(0L);
        assertThat(ann.texts(".card dl div:last-child .value").lines()).containsOnly("–");
        String passed = CHART + "const ends = chart.data.datasets.flatMap(line => line.data.slice(-1)).map(p => p.x);"
                + "return ends.length ? Date.now() - Math.max(...ends) : -1";
        // A line went on to the present moment.
        ann.await("time to go on and lines not", page -> ((Number) page.script(passed)).longValue() > 15_000);
    }

    private void assertStaleOnEveryView(String words) {
        long since = System.nanoTime();
        ann.awaitText("#progress .wrong", words);
        System.out.println(words + " was said after " + (System.nanoTime() - since) / 1_000_000 + " ms");
        assertThat(isLive()).isFalse();
        for (String view : VIEWS) {
            String path = view.endsWith("/") ? view + episode : view;
            ann.open(scene.run.address + path);
            ann.awaitText("#progress .wrong", words);
            assertThat(isLive()).as(path).isFalse();
        }
    }
}
