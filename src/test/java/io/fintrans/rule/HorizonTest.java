package io.fintrans.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Typology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** How far back payments are held while rules change. */
class HorizonTest {
    private static final long LATENESS = 10;

    @Test
    void holdsTheWindowAndTheLateness() {
        assertThat(new Horizon(Rulebook.ofPairTotal(Duration.ofMillis(100), Map.of("threshold", "1")), LATENESS)
                        .leftUpTo(1000))
                .isEqualTo(890);
    }

    @Test
    void aLongerWindowGrowsFromWhatWasHeld() {
        Rulebook longer = new Rulebook(List.of(version(1, 0, 100, Mode.LIVE), version(2, 1000, 500, Mode.LIVE)));
        Horizon horizon = new Horizon(longer, LATENESS);
        assertThat(horizon.countsAfter(longer.specs().get(1))).isEqualTo(900);
        assertThat(horizon.leftUpTo(1009))
                .as("the short window may still be asked for")
                .isEqualTo(899);
        assertThat(horizon.leftUpTo(1010)).isEqualTo(900);
        assertThat(horizon.leftUpTo(1410)).isEqualTo(900);
        assertThat(horizon.leftUpTo(1411)).isEqualTo(901);
    }

    @Test
    void aShorterWindowLetsGoWhenNoLatePaymentCanAskForTheLongOne() {
        Horizon horizon = new Horizon(
                new Rulebook(List.of(version(1, 0, 500, Mode.LIVE), version(2, 1000, 100, Mode.LIVE))), LATENESS);
        assertThat(horizon.leftUpTo(1009)).isEqualTo(499);
        assertThat(horizon.leftUpTo(1010)).isEqualTo(900);
    }

    @Test
    void nothingIsHeldWhereNothingIsLookedFor() {
        Horizon horizon = new Horizon(
                new Rulebook(List.of(version(1, 0, 500, Mode.LIVE), version(2, 1000, 100, Mode.OFF))), LATENESS);
        assertThat(horizon.leftUpTo(2000)).isEqualTo(1990);
    }

    /** What has left never comes back, what a version in force needs is held, and what is not known yet does not matter. */
    @RepeatedTest(200)
    void neverGoesBack(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        List<RuleSpec> specs = new ArrayList<>(List.of(version(1, 0, 1 + random.nextInt(300), Mode.LIVE)));
        long from = 500;
        for (int version = 2; version < 6; version++) {
            from += 1 + random.nextInt(300);
            specs.add(version(
                    version,
                    from,
                    1 + random.nextInt(600),
                    List.of(Mode.values()).get(random.nextInt(Mode.values().length))));
        }
        Rulebook all = new Rulebook(specs);
        Horizon horizon = new Horizon(all, LATENESS);
        long left = Long.MIN_VALUE;
        for (long time = 400; time < 3000; time++) {
            assertThat(horizon.leftUpTo(time)).as("at %s of %s", time, specs).isGreaterThanOrEqualTo(left);
            left = horizon.leftUpTo(time);
            long now = time;
            List<RuleSpec> known = specs.stream()
                    .filter(spec -> spec.from().toEpochMilli() <= now)
                    .toList();
            assertThat(new Horizon(new Rulebook(known), LATENESS).leftUpTo(time))
                    .isEqualTo(left);
            for (RuleSpec spec : specs) {
                for (long end = time - LATENESS; end <= time; end++) {
                    if (spec.mode().finds() && all.isInForce(spec, end)) {
                        long needed = Math.max(end - spec.window().toMillis(), horizon.countsAfter(spec));
                        assertThat(left).as("for windows that end at %s", end).isLessThanOrEqualTo(needed);
                    }
                }
            }
        }
    }

    private static RuleSpec version(int version, long from, long window, Mode mode) {
        return new RuleSpec(
                new RuleId("pair-total", version),
                Typology.PAIR_TOTAL,
                mode,
                Instant.ofEpochMilli(from),
                Duration.ofMillis(window),
                Map.of("threshold", "1"));
    }
}
