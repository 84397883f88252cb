package io.fintrans.console.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.AlertState;
import io.fintrans.console.desk.Episode;
import io.fintrans.testing.TestAlert;
import io.fintrans.transaction.Coordinates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which findings are the same live and in the shadow. */
class ShadowComparisonTest {
    private static final Instant SINCE = Instant.parse("2026-01-02T12:00:00Z");
    private static final Instant UNTIL = SINCE.plus(Duration.ofDays(3));

    private final List<Episode> live = new ArrayList<>();
    private final List<Episode> shadow = new ArrayList<>();
    private int episodes;

    @Test
    void nothingIsComparedWithNothing() {
        assertThat(counts()).containsExactly(0, 0, 0, 0);
        assertThat(json().get("days")).isEqualTo(List.of());
    }

    @Test
    void thoseAboutTheSameSubjectAtOverlappingTimesAreTheSame() {
        live.add(finding("1", "2", Duration.ofHours(5)));
        shadow.add(finding("1", "2", Duration.ofHours(5).plusMinutes(50)));
        assertThat(counts()).containsExactly(1, 1, 0, 0);
        shadow.add(finding("1", "2", Duration.ofHours(30)));
        live.add(finding("2", "1", Duration.ofHours(30)));
        assertThat(counts()).as("another time, another direction").containsExactly(2, 2, 1, 1);
        assertThat(json().get("days"))
                .isEqualTo(List.of(
                        Map.of("day", "2026-01-03", "live", 1, "shadow", 1),
                        Map.of("day", "2026-01-02", "live", 1, "shadow", 1)));
    }

    @Test
    void whatOneCouldNotHaveFoundIsLeftOut() {
        live.add(finding("1", "2", Duration.ofHours(-5)));
        live.add(finding("1", "2", Duration.ofDays(4)));
        assertThat(counts()).containsExactly(0, 0, 0, 0);
        live.add(Episode.of(
                TestAlert.like(finding("5", "6", Duration.ofHours(5)).alert())
                        .state(AlertState.WITHDRAWN)
                        .build(),
                new Coordinates("fintrans.alerts", 0, 0)));
        assertThat(counts()).as("withdrawn").containsExactly(0, 0, 0, 0);
    }

    @Test
    void oneThatGoesOnCountsForTheFirstDay() {
        Episode before = finding("1", "2", Duration.ofHours(-20));
        live.add(Episode.of(
                TestAlert.like(before.alert())
                        .between(SINCE.minusSeconds(72_000), SINCE.plusSeconds(60))
                        .build(),
                before.record()));
        assertThat(counts()).containsExactly(1, 0, 1, 0);
        assertThat(json().get("days")).isEqualTo(List.of(Map.of("day", "2026-01-02", "live", 1, "shadow", 0)));
    }

    /** A stranger may write as many as there is room for. */
    @Test
    void rowsAreBounded() {
        for (int i = 0; i < 20_000; i++) {
            live.add(finding("1", "2", Duration.ofMinutes(i % 100)));
            shadow.add(finding("a" + i, "2", Duration.ofMinutes(i % 100)));
        }
        assertThat(counts()).containsExactly(20_000, 20_000, 20_000, 20_000);
        assertThat((List<?>) json().get("onlyLiveRows")).hasSize(50);
        shadow.clear();
        shadow.addAll(live);
        assertThat(counts()).containsExactly(20_000, 20_000, 0, 0);
    }

    private Episode finding(String source, String target, Duration after) {
        Instant at = SINCE.plus(after);
        return Episode.of(
                TestAlert.of(String.format("%016x", ++episodes), 1)
                        .pair(source, target)
                        .at(at)
                        .build(),
                new Coordinates("fintrans.alerts", 0, episodes));
    }

    private List<Object> counts() {
        Map<String, Object> json = json();
        return List.of(json.get("live"), json.get("shadow"), json.get("onlyLive"), json.get("onlyShadow"));
    }

    private Map<String, Object> json() {
        return new ShadowComparison(live, shadow, SINCE, UNTIL).json(UNTIL);
    }
}
