package io.fintrans.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fintrans.alert.Alert;
import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.rule.Mode;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.log.RuleChange;
import io.fintrans.rule.log.RuleChange.Author;
import io.fintrans.rule.log.RuleWriter;
import io.fintrans.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules change while payments come, and the detector is killed around the moments when they do: every alert is right by the version that it names. */
class RulesChangeKillIT {
    private static final long SEED = 47;
    private static final String APPLICATION = "killed-" + SEED;
    private static final Duration NOTICE = Duration.ofSeconds(12);

    @AutoClose
    private final TestBroker broker = TestBroker.withCities();

    @TempDir
    private Path folder;

    @Test
    void findsWhatEachVersionLooksForWhenKilledMidWork() {
        try (KillSeries series = new KillSeries(
                        broker,
                        folder.resolve("state"),
                        SEED,
                        new PaymentStream(broker.address(), SEED, KillSeries.PER_SECOND).now(),
                        "--rule-notice",
                        NOTICE.toSeconds() + "s");
                RuleWriter writer = new RuleWriter(Map.of("bootstrap.servers", broker.address()), APPLICATION)) {
            series.kill(1, KillSeries.State.KEPT);
            await().until(() -> !writer.read().rulebook().specs().isEmpty());
            Instant soon = Instant.now().plus(NOTICE).plusSeconds(1);
            set(writer, draft(Mode.LIVE, "2500", 60).at(2, soon));
            set(writer, draft(Mode.SHADOW, "1500", 120).at(3, soon.plusSeconds(4)));
            set(writer, draft(Mode.LIVE, "3500", 600).at(4, soon.plusSeconds(8)));
            await().atMost(Duration.ofMinutes(1)).until(() -> Instant.now().isAfter(soon));
            series.kill(1, KillSeries.State.DELETED);
            await().atMost(Duration.ofMinutes(1)).until(() -> Instant.now().isAfter(soon.plusSeconds(9)));
            series.kill(1, KillSeries.State.KEPT);
            series.finish();
            List<Alert> alerts = AlertLoss.read(broker);
            assertThat(alerts)
                    .extracting(alert -> alert.rule().version())
                    .contains(1, 2, 4)
                    .doesNotContain(3);
            series.breakTheProof();
        }
    }

    private static void set(RuleWriter writer, RuleSpec rule) {
        Author author = new Author(APPLICATION, "test", "to see what happens", Instant.now());
        assertThat(writer.write(new RuleChange.Set(author, rule)).flaw()).isNull();
    }

    private static RuleDraft draft(Mode mode, String threshold, long seconds) {
        return new RuleDraft(
                RuleId.PAIR_TOTAL,
                Typology.PAIR_TOTAL,
                mode,
                Duration.ofSeconds(seconds),
                Map.of("threshold", threshold));
    }
}
