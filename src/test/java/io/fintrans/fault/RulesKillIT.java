package io.fintrans.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.AlertState;
import io.fintrans.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector that looks for several things is killed in the middle of its work, and every alert of every rule is right all the same. */
@Tag("faults")
class RulesKillIT {
    /** A day is longer than the test: whoever has paid once is no first payer any more. */
    private static final String RULES = """
            {"form": 1, "rules": [
              {"name": "just-under", "typology": "structuring", "windowMillis": 600000,
               "parameters": {"limits": "1500, 2000", "near": "800", "payments": "3"}},
              {"name": "just-under-often", "typology": "structuring", "windowMillis": 60000,
               "parameters": {"limits": "1000", "near": "500", "payments": "5"}},
              {"name": "new-payer", "typology": "large-first", "windowMillis": 600000,
               "parameters": {"amount": "1000"}},
              {"name": "seldom-payer", "typology": "large-first", "windowMillis": 1000,
               "parameters": {"amount": "1900"}}
            ]}
            """;

    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    @TempDir
    private Path folder;

    @Test
    void findsWhatEveryRuleLooksForWhenKilledMidWork() throws IOException {
        Path rules = folder.resolve("rules.json");
        Files.writeString(rules, RULES, UTF_8);
        try (KillSeries series = new KillSeries(broker, folder.resolve("state"), 43, "--rules", rules.toString())) {
            series.kill(1, KillSeries.State.KEPT);
            series.kill(1, KillSeries.State.DELETED);
            series.finish();
            List<Alert> alerts = AlertLoss.read(broker);
            assertThat(alerts.stream().map(alert -> alert.rule().name()).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder(
                            "pair-total", "just-under", "just-under-often", "new-payer", "seldom-payer");
            assertThat(alerts).as("taken back").anyMatch(alert -> alert.state() == AlertState.WITHDRAWN);
            series.breakTheProof();
        }
    }
}
