package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Late payments join two episodes of a pair again and again, and the detector is killed between such joins. Every pair has the episodes
 * all the same that its payments make, and of those that went into another none stands.
 */
@Tag("faults")
class JoinKillIT {
    /**
     * Half a minute: payments come late by up to a minute, and so also between two episodes. Payments are counted, and not their amounts, so that few
     * of them reach two steps at once: what became of steps that were jumped cannot be proven where episodes join.
     */
    private static final String RULES = """
            {"form": 1, "rules": [
              {"name": "two-payments", "typology": "structuring", "windowMillis": 30000,
               "parameters": {"limits": "2000", "near": "1", "payments": "2"}}
            ]}
            """;

    /** More than one transaction makes. */
    private static final int JOINS = 20;

    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    @TempDir
    private Path folder;

    @Test
    void joinsEpisodesOnceWhenKilledMidWork() throws IOException {
        Path rules = folder.resolve("rules.json");
        Files.writeString(rules, RULES, UTF_8);
        try (KillSeries series = new KillSeries(broker, folder.resolve("state"), 45, "--rules", rules.toString())) {
            int first = awaitJoins(0);
            series.kill(1, KillSeries.State.KEPT);
            int second = awaitJoins(first);
            series.kill(1, KillSeries.State.DELETED);
            int third = awaitJoins(second);
            series.finish();
            Set<String> all = joined();
            System.out.println("joins before the kills " + first + " and " + second + ", after them " + third
                    + ", in the end " + all.size());
            assertThat(all).hasSizeGreaterThanOrEqualTo(third);
            series.breakTheProof();
        }
    }

    /** Waits for more joins that are committed; returns how many there are. */
    private int awaitJoins(int before) {
        return await("late payments to join episodes")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> joined().size(), joins -> joins >= before + JOINS);
    }

    /** The episodes that went into another one. */
    private Set<String> joined() {
        return AlertLoss.read(broker).stream()
                .filter(alert -> alert.mergedInto() != null)
                .map(alert -> alert.id().episode())
                .collect(Collectors.toSet());
    }
}
