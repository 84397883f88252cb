package io.fintrans.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.alert.Alert;
import io.fintrans.process.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector and the network stage at work: what is found is what a judge finds who has all payments at once, whatever happens to the stage. */
class NetworkIT {
    private static final Duration STOP = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @AutoClose
    private NetworkScene scene;

    @BeforeEach
    void start() {
        scene = new NetworkScene(folder);
    }

    @Test
    void findsTheSameWhenStoppedAndStarted() {
        scene.pay(1200);
        scene.awaitAlerts(10);
        assertThat(scene.network().stop(STOP)).isEqualTo(ExitCode.DONE);
        int before = scene.alerts().size();
        scene.pay(1200);
        scene.restart();
        scene.awaitAlerts(before + 10);
        end();
    }

    @Test
    @Tag("faults")
    void findsTheSameWhenKilledMidWork() {
        for (int i = 0; i < 3; i++) {
            scene.pay(1500);
            await("an alert of this life")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !scene.network().out().isEmpty());
            scene.network().kill();
            scene.pay(500);
            scene.restart();
        }
        end();
    }

    private void end() {
        scene.end();
        await("all that is expected")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(NetworkRestartTest.standing(scene.alerts())).isEqualTo(scene.expected()));
        assertThat(scene.reconcile())
                .startsWith("exit " + ExitCode.DONE)
                .containsPattern("network: expected [1-9][0-9]+, found [1-9][0-9]+, missing 0, extra 0")
                .containsPattern("cycle: expected [1-9]");
        List<Alert> alerts = scene.alerts();
        assertThat(alerts).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(alerts.stream().map(alert -> alert.typology().code()).distinct())
                .contains("cycle", "scatter-gather", "stack", "bipartite", "chain");
    }
}
