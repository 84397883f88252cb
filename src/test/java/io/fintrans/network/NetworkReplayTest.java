package io.fintrans.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.network.graph.HistorySettings;
import io.fintrans.reconcile.network.Expected;
import io.fintrans.reconcile.network.NetworkReplay;
import io.fintrans.reconcile.oracle.network.NetworkSetup;
import io.fintrans.rule.NetworkDefaults;
import io.fintrans.rule.RuleSource;
import io.fintrans.rule.Rulebook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stage tells just what the proof expects, in every field of every alert, record by record; and both know all kinds. */
class NetworkReplayTest {
    private static final Duration UNIT = Duration.ofMinutes(10);
    private static final int UNITS = 8;
    private static final Rulebook RULES = new Rulebook(NetworkDefaults.rules().stream()
            .map(draft -> draft.first().with(Duration.ofHours(1), draft.parameters()))
            .toList());

    @TempDir
    private Path folder;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void expectsWhatIsTold(int seed) {
        List<byte[]> records = Feed.random(seed, 2500, seed % 2 * 5);
        NetworkReplay replay =
                new NetworkReplay("network-test", Feed.DETECTOR, RULES, NetworkSetup.of(RULES, UNIT, UNITS));
        records.forEach(replay::take);
        Map<String, Alert> told = told(records);
        List<String> flaws = new ArrayList<>();
        Set<String> uncertain = new TreeSet<>();
        replay.expected().byId().forEach((id, entry) -> {
            Alert found = told.remove(id);
            if (found == null || !Expected.isOneOf(entry.possible(), found)) {
                if (replay.expected().isUncertain(entry.newest())) {
                    uncertain.add(id);
                } else {
                    flaws.add(entry.newest() + "\n  but " + found);
                }
            }
        });
        told.values().forEach(alert -> {
            if (replay.expected().isUncertain(alert)) {
                uncertain.add(alert.id().toString());
            } else {
                flaws.add("nobody expects " + alert);
            }
        });
        assertThat(flaws).isEmpty();
        assertThat(replay.expected().byId()).hasSizeGreaterThan(30);
        assertThat(uncertain).hasSizeLessThan(replay.expected().byId().size() / 20);
        assertThat(replay.expected().byId().values().stream()
                        .map(entry -> entry.newest().typology().code())
                        .collect(Collectors.toSet()))
                .contains("cycle", "chain", "bipartite", "mule", "fan-in", "gather-scatter");
    }

    private Map<String, Alert> told(List<byte[]> records) {
        NetworkSettings settings = new NetworkSettings(
                "network-test",
                Feed.DETECTOR,
                RULES,
                RuleSource.fixed(RULES),
                HistorySettings.USUAL.by(UNIT, UNITS),
                Long.MAX_VALUE / 2);
        Map<String, Alert> told = new LinkedHashMap<>();
        try (NetworkDriver driver = new NetworkDriver(folder, settings, List.of())) {
            records.forEach(driver::send);
            driver.alerts().forEach(alert -> told.put(alert.id().toString(), alert));
        }
        return told;
    }
}
