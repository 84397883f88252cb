package io.fintrans.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.rule.Thresholds;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Money;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorTopologyTest {
    private static final Thresholds THRESHOLDS = Thresholds.of(Money.usd(1_000_000));

    /** A node or store that gets another name loses its journal, and two sub-topologies would not share one task's window. */
    @Test
    void isOneSubTopologyOfTheseNodes() {
        assertThat(DetectorTopology.build(settings(List.of("London", "NYC")), Clock.systemUTC(), alert -> {})
                        .describe()
                        .toString())
                .isEqualTo("""
                        Topologies:
                           Sub-topology: 0
                            Source: cities (topics: [London, NYC])
                              --> decode
                            Processor: decode (stores: [exchange, window])
                              --> rule, to-exchange, to-rejected
                              <-- cities
                            Source: exchanged (topics: [fintrans-detector-exchange])
                              --> decode-exchange
                            Processor: decode-exchange (stores: [exchange])
                              --> rule, to-rejected
                              <-- exchanged
                            Processor: rule (stores: [window])
                              --> to-accepted, to-alerts, to-rejected, to-shadow-alerts
                              <-- decode, decode-exchange
                            Sink: to-accepted (topic: fintrans.accepted)
                              <-- rule
                            Sink: to-alerts (topic: fintrans.alerts)
                              <-- rule
                            Sink: to-exchange (topic: fintrans-detector-exchange)
                              <-- decode
                            Sink: to-rejected (topic: fintrans.rejected)
                              <-- decode, decode-exchange, rule
                            Sink: to-shadow-alerts (topic: fintrans.alerts.shadow)
                              <-- rule

                        """);
    }

    @Test
    void theJournalIsKeptForAsLongAsAWindowMayNeedIt() {
        assertThat(DetectorSettings.journalSettings(Duration.ofHours(1), Duration.ofMinutes(10)))
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry(
                        "retention.ms",
                        Long.toString(Duration.ofHours(1)
                                .plus(Duration.ofMinutes(10))
                                .plus(Duration.ofDays(7))
                                .plus(Duration.ofMinutes(5))
                                .toMillis()));
    }

    @Test
    void refusesSettingsThatCannotBe() {
        Duration hour = Duration.ofHours(1);
        refuses("cities", List.of(), 1, hour, Duration.ZERO, 1);
        refuses("owners", List.of("London"), 0, hour, Duration.ZERO, 1);
        refuses("window", List.of("London"), 1, Duration.ZERO, Duration.ZERO, 1);
        refuses("window", List.of("London"), 1, Duration.ofNanos(999_999), Duration.ZERO, 1);
        refuses("window", List.of("London"), 1, Duration.ofSeconds(Long.MAX_VALUE), Duration.ZERO, 1);
        refuses("lateness", List.of("London"), 1, hour, Duration.ofMillis(-1), 1);
        refuses("lateness", List.of("London"), 1, hour, Duration.ofSeconds(Long.MAX_VALUE), 1);
        refuses("memory", List.of("London"), 1, hour, Duration.ZERO, 0);
    }

    private static void refuses(
            String name, List<String> cities, int partitions, Duration window, Duration lateness, long memory) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DetectorSettings(
                        cities, partitions, TestRules.rulebook(THRESHOLDS, window), lateness, memory))
                .withMessageStartingWith(name);
    }

    private static DetectorSettings settings(List<String> cities) {
        return new DetectorSettings(
                cities, 4, TestRules.rulebook(THRESHOLDS, Duration.ofHours(1)), Duration.ofMinutes(10), 1 << 20);
    }
}
