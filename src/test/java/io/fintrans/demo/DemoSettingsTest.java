package io.fintrans.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Typology;
import io.fintrans.rule.Rulebook;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.City;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoSettingsTest {
    private static final Rulebook LARGE_FIRST = new Rulebook(
            List.of(TestRules.live("large-first", Typology.LARGE_FIRST, Duration.ofDays(7), Map.of("amount", "4000"))));

    @Test
    void hidesWhatALiveRuleLooksFor() {
        assertThat(settings("ordinary").generate("none:1", LARGE_FIRST)).containsSequence("--large-first", "4000");
    }

    @Test
    void hidesNoFirstPaymentsWhereNothingLooksForThem() {
        assertThat(settings("ordinary").generate("none:1", new Rulebook(List.of())))
                .doesNotContain("--large-first");
    }

    @Test
    void hidesNothingInTheFirstDemosTraffic() {
        assertThat(settings("original").generate("none:1", LARGE_FIRST)).doesNotContain("--large-first");
    }

    private static DemoSettings settings(String profile) {
        return new DemoSettings(
                Path.of("demo"),
                false,
                City.DEFAULTS,
                new DemoSettings.Traffic("1000", profile, null),
                new DemoSettings.Rule(null, null, List.of()),
                0,
                false,
                false);
    }
}
