package io.fintrans.network.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import io.fintrans.network.graph.GraphSettings;
import io.fintrans.network.graph.PaymentGraph;
import io.fintrans.rule.Mode;
import io.fintrans.rule.NetworkDefaults;
import io.fintrans.rule.RuleDraft;
import io.fintrans.rule.RuleSpec;
import io.fintrans.rule.Rulebook;
import io.fintrans.testing.TestRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkRulesTest {
    private static final Duration LATENESS = Duration.ofMinutes(10);
    private static final Rulebook DEFAULTS = Rulebook.ofPairTotal(Duration.ofDays(9), Map.of("threshold", "10000"))
            .with(NetworkDefaults.rules().stream().map(RuleDraft::first).toList());

    @Test
    void areInTheOrderOfTheirVersions() {
        NetworkRules rules = of(DEFAULTS);
        assertThat(rules.rules()).hasSameSizeAs(rules.specs());
        assertThat(rules.specs())
                .isSortedAccordingTo(
                        (one, other) -> one.id().name().compareTo(other.id().name()));
        int at = rules.specs().indexOf(DEFAULTS.newest("cycle").orElseThrow());
        assertThat(rules.rules().get(at)).isInstanceOf(CycleRule.class);
        assertThat(rules.longestPath()).isEqualTo(10);
    }

    /** A chain looks back a window for each step. */
    @Test
    void takeAGraphAsLongAsTheLongestOfThemLooksBack() {
        assertThat(NetworkRules.graph(DEFAULTS, LATENESS))
                .isEqualTo(new GraphSettings(Duration.ofDays(14), LATENESS, Duration.ofHours(1), 256));
        Rulebook chain = new Rulebook(
                List.of(TestRules.live("c", Typology.CHAIN, Duration.ofHours(50), Map.of("payments", "5"))));
        assertThat(NetworkRules.window(chain)).contains(Duration.ofHours(200));
        assertThat(of(chain).longestPath()).isEqualTo(5);
    }

    @Test
    void leaveOutWhatFindsNothing() {
        RuleSpec on = TestRules.live("s", Typology.STACK, Duration.ofDays(1), Map.of());
        RuleSpec off =
                new RuleSpec(new RuleId("t", 1), Typology.STACK, Mode.OFF, Instant.EPOCH, Duration.ofDays(2), Map.of());
        assertThat(of(new Rulebook(List.of(on, off))).specs()).containsExactly(on);
        assertThat(NetworkRules.window(new Rulebook(List.of(on, off)))).contains(Duration.ofDays(1));
        assertThat(NetworkRules.window(new Rulebook(List.of(off)))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> NetworkRules.graph(new Rulebook(List.of(off)), LATENESS));
    }

    private static NetworkRules of(Rulebook rulebook) {
        return NetworkRules.of(rulebook, new PaymentGraph(NetworkRules.graph(rulebook, LATENESS)));
    }
}
