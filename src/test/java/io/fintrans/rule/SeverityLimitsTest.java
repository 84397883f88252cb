package io.fintrans.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.alert.Typology;
import io.fintrans.testing.TestRules;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityLimitsTest {
    @Test
    void areThoseOfTheRuleOrTheDefaults() {
        assertThat(SeverityLimits.of(rule(Typology.FAN_IN, Map.of())))
                .isEqualTo(new SeverityLimits(400, 14, 43_200_000));
        assertThat(SeverityLimits.of(rule(Typology.FAN_IN, Map.of("share", "250", "spanMillis", "0"))))
                .isEqualTo(new SeverityLimits(250, 14, 0));
        assertThat(SeverityLimits.of(rule(Typology.DORMANT, Map.of())).share()).isEqualTo(SeverityLimits.NEVER);
    }

    @ParameterizedTest
    @CsvSource({"share, 0", "share, 1002", "history, -1", "spanMillis, 1 day"})
    void areRefusedWhereTheyCannotBe(String name, String value) {
        assertThatThrownBy(() -> rule(Typology.CYCLE, Map.of(name, value))).hasMessageContaining(name + " must be");
    }

    @Test
    void areNoneOfRulesAboutPairs() {
        assertThatThrownBy(() -> rule(Typology.PAIR_TOTAL, Map.of("threshold", "100", "share", "200")))
                .hasMessageContaining("share is not a setting");
    }

    private static RuleSpec rule(Typology typology, Map<String, String> parameters) {
        return TestRules.live("x", typology, Duration.ofHours(1), parameters);
    }
}
