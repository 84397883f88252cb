package io.fintrans.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NetworkTopologyTest {
    /** A node or store that gets another name loses its journal. */
    @Test
    void isOneSubTopologyOfTheseNodes() {
        assertThat(NetworkTopology.build(NetworkRestartTest.settings(), alert -> {})
                        .describe()
                        .toString())
                .isEqualTo("""
                        Topologies:
                           Sub-topology: 0
                            Source: accepted (topics: [fintrans.accepted])
                              --> judge
                            Processor: judge (stores: [window])
                              --> to-alerts, to-shadow-alerts
                              <-- accepted
                            Sink: to-alerts (topic: fintrans.alerts)
                              <-- judge
                            Sink: to-shadow-alerts (topic: fintrans.alerts.shadow)
                              <-- judge

                        """);
    }

    @Test
    void theJournalIsKeptForAsLongAsAWindowMayNeedIt() {
        assertThat(NetworkTopology.journal("network", Duration.ofDays(5)).settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry(
                        "retention.ms",
                        Long.toString(Duration.ofDays(5)
                                .plus(Duration.ofMinutes(12))
                                .plus(Duration.ofDays(7))
                                .plus(Duration.ofMinutes(5))
                                .toMillis()));
    }
}
