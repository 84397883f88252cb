package io.fintrans.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertJson;
import io.fintrans.alert.AlertState;
import io.fintrans.alert.Typology;
import io.fintrans.network.graph.HistorySettings;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSource;
import io.fintrans.rule.Rulebook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stage tells the same, whether it is restarted from its journal again and again or not, and however far tasks are apart. */
class NetworkRestartTest {
    private static final int PAYMENTS = 2500;
    private static final Duration WINDOW = Duration.ofHours(1);

    @TempDir
    private Path folder;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 8);
    }

    static NetworkSettings settings() {
        Rulebook rules = new Rulebook(List.of(
                        rule(Typology.CYCLE),
                        rule(Typology.SCATTER_GATHER),
                        rule(Typology.STACK),
                        rule(Typology.BIPARTITE),
                        rule(Typology.CHAIN))
                .stream()
                .map(RuleDraft::first)
                .toList());
        return new NetworkSettings(
                "network-test",
                Feed.DETECTOR,
                rules,
                RuleSource.fixed(rules),
                HistorySettings.USUAL,
                Long.MAX_VALUE / 2);
    }

    private static RuleDraft rule(Typology typology) {
        return new RuleDraft(typology.code(), typology, Mode.LIVE, WINDOW, Map.of());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tellsTheSameAfterRestarts(int seed) {
        List<byte[]> records = Feed.random(seed, PAYMENTS, 5);
        List<String> steady = texts(interrupted(records, seed, 0));
        List<String> restarted = texts(interrupted(records, seed, 6));
        assertThat(steady).hasSizeGreaterThan(20);
        for (int i = 0; i < Math.min(steady.size(), restarted.size()); i++) {
            assertThat(restarted.get(i)).as("alert %d of %d", i, steady.size()).isEqualTo(steady.get(i));
        }
        assertThat(restarted).hasSameSizeAs(steady);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void standsByTheSameHoweverFarTasksAreApart(int seed) {
        Set<String> together = standing(interrupted(Feed.random(seed, PAYMENTS, 0), seed, 0));
        assertThat(together).isNotEmpty();
        assertThat(standing(interrupted(Feed.random(seed, PAYMENTS, 90), seed, 2)))
                .isEqualTo(together);
    }

    private List<Alert> interrupted(List<byte[]> records, int seed, int restarts) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<Integer> ends = new TreeSet<>(List.of(records.size()));
        for (int i = 0; i < restarts; i++) {
            ends.add(random.nextInt(records.size()));
        }
        List<byte[]> journal = new ArrayList<>();
        List<Alert> told = new ArrayList<>();
        int at = 0;
        for (int end : ends) {
            try (NetworkDriver driver = new NetworkDriver(folder, settings(), journal)) {
                for (; at < end; at++) {
                    driver.send(records.get(at));
                }
                told.addAll(driver.alerts());
                journal.addAll(driver.journal());
            }
        }
        return told;
    }

    private static List<String> texts(List<Alert> alerts) {
        return alerts.stream()
                .map(alert -> new String(AlertJson.write(alert), UTF_8))
                .toList();
    }

    /** What is told of the episodes that were not taken back, each as it was told last. */
    static Set<String> standing(List<Alert> told) {
        Map<String, Alert> newest = new TreeMap<>();
        told.forEach(alert -> newest.put(alert.id().episode(), alert));
        TreeSet<String> standing = new TreeSet<>();
        newest.values().stream()
                .filter(alert -> alert.state() != AlertState.WITHDRAWN)
                .forEach(alert ->
                        standing.add(alert.rule() + " " + alert.subject().key() + " " + alert.measures() + " "
                                + alert.evidence().edges()));
        return standing;
    }
}
