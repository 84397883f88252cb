package io.fintrans.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {
    /** One of the three a bit under, at, and over its limit. */
    @ParameterizedTest
    @CsvSource({
        "cycle, 199, 14, 3600000, LOW",
        "cycle, 200, 14, 3600000, MEDIUM",
        "cycle, 499, 14, 3600000, MEDIUM",
        "cycle, 500, 14, 3600000, HIGH",
        "cycle, 200, 13, 3600000, LOW",
        "cycle, 500, 13, 3600000, LOW",
        "cycle, 200, 14, 3600001, LOW",
        "scatter-gather, 500, 14, 0, HIGH",
        "chain, 500, 14, 0, HIGH",
        "bipartite, 500, 14, 0, HIGH",
        "stack, 500, 14, 0, HIGH",
        "fan-in, 1000, 14, 0, MEDIUM",
        "fan-out, 1000, 14, 0, MEDIUM",
        "gather-scatter, 1000, 14, 0, MEDIUM",
        "mule, 1000, 14, 0, MEDIUM",
        "dormant, 1000, 14, 0, MEDIUM",
    })
    void ofTheNetworkIsWhatTheAlertHoldsAgainstItsLimits(
            String typology, long share, long history, long span, Severity severity) {
        assertThat(Severity.of(Typology.of(typology), 1, measures(share, 200, history, 14, span, 3_600_000)))
                .isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({"1, LOW", "200, MEDIUM", "1000, HIGH"})
    void heedsNeitherTimeNorHistoryWithoutLimits(long share, Severity severity) {
        assertThat(Severity.of(Typology.STACK, 1, measures(share, 200, 0, 0, Long.MAX_VALUE, 0)))
                .isEqualTo(severity);
    }

    /** The limits that were not written down when these alerts were written. */
    @ParameterizedTest
    @CsvSource({
        "cycle, 0, 0, MEDIUM",
        "cycle, 500, 0, HIGH",
        "stack, 199, 0, LOW",
        "stack, 599, 0, MEDIUM",
        "stack, 600, 0, HIGH",
        "bipartite, 299, 0, LOW",
        "bipartite, 700, 0, HIGH",
        "chain, 399, 0, LOW",
        "chain, 1000, 0, MEDIUM",
        "gather-scatter, 1000, 13, LOW",
        "gather-scatter, 500, 14, MEDIUM",
        "fan-in, 400, 14, MEDIUM",
        "fan-out, 1000, 14, LOW",
    })
    void isAsItWasInAlertsWithoutLimits(String typology, long share, long history, Severity severity) {
        assertThat(Severity.of(Typology.of(typology), 1, measures(share, 0, history, 0, 43_200_000, 0)))
                .isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource({"1, LOW", "2, MEDIUM", "4, MEDIUM", "5, HIGH"})
    void ofAPairIsItsStep(long step, Severity severity) {
        assertThat(Severity.of(Typology.PAIR_TOTAL, step, List.of())).isEqualTo(severity);
    }

    private static List<Measure> measures(
            long share, long shareLimit, long history, long historyLimit, long span, long spanLimit) {
        return List.of(
                new Measure(Measure.SHARE, share, shareLimit, Measure.Unit.PERMILLE),
                Measure.count(Measure.HISTORY, history, historyLimit),
                new Measure(Measure.SPAN, span, spanLimit, Measure.Unit.MILLIS));
    }
}
