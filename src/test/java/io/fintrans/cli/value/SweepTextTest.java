package io.fintrans.cli.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.alert.Typology;
import io.fintrans.backtest.Sweep;
import io.fintrans.rule.Rulebook;
import io.fintrans.testing.TestRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTextTest {
    private final Rulebook rules = Rulebook.ofPairTotal(
                    Duration.ofHours(1), Map.of("threshold", "20", "threshold.city.Tokyo", "30"))
            .with(List.of(
                    TestRules.live("other", Typology.PAIR_TOTAL, Duration.ofHours(2), Map.of("threshold", "40"))));

    @Test
    void changesOneParameterOfOneRule() {
        Sweep sweep = SweepText.of("other.threshold=0.50:2:0.75").over(rules);
        assertThat(sweep.values()).containsExactly("0.50", "1.25", "2.00");
        assertThat(sweep.rules())
                .extracting(rule -> rule.id().name() + " " + rule.parameters().get("threshold"))
                .containsExactly("other 0.50", "other 1.25", "other 2.00");
        assertThat(SweepText.of("threshold.city.Tokyo=1:3:1").over(rules).rules())
                .allMatch(rule -> "20".equals(rule.parameters().get("threshold")));
        sweep = SweepText.of("pair-total.window=30m:2h:30m").over(rules);
        assertThat(sweep.values()).containsExactly("30m", "1h", "90m", "2h");
        assertThat(sweep.rules().get(2).window()).isEqualTo(Duration.ofMinutes(90));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    threshold=1:2:1           | it must name one parameter of one rule, such as other.window, other.threshold
                    nothing=1:2:1             | it must name one parameter of one rule
                    other.nothing=1:2:1       | it must name one parameter of one rule
                    other.threshold=1:2       | write for example threshold=8000:20000:1000
                    other.threshold=2:1:1     | its end no less than its beginning
                    other.threshold=1:2:0     | its step must be more than zero
                    other.threshold=1:1000:1  | more than 200 values
                    other.threshold=1:1e9:1   | '1e9' is no number
                    other.threshold=0:1:1     | threshold must be more than zero
                    other.window=1:2:1        | '1' is not a duration
                    other.window=0s:2h:1h     | window must be from 1 ms to 366 days
                    """)
    void refusesWhatItCannotTry(String text, String why) {
        assertThatThrownBy(() -> SweepText.of(text).over(rules)).hasMessageContaining(why);
    }
}
