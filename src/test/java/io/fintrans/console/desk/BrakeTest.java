package io.fintrans.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.alert.Alert;
import io.fintrans.alert.Measure;
import io.fintrans.alert.Typology;
import io.fintrans.testing.TestAlert;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A rule floods the list when it opens more episodes in an hour than it may. */
class BrakeTest {
    private static final Instant HOUR = Instant.parse("2026-01-01T10:00:00Z");

    private final Brake brake = new Brake(2);

    private static Alert opened(String rule, Instant at) {
        return TestAlert.of("00000000000000aa", 1)
                .rule(rule, 1, Typology.FAN_IN, Measure.count("sources", 5, 5), Measure.money("total", 1, 0))
                .at(at)
                .build();
    }

    @Test
    void holdsAllOfAnHourWithMoreThanTheLimit() {
        brake.add(opened("fans", HOUR));
        brake.add(opened("fans", HOUR.plusSeconds(3599)));
        brake.add(opened("fans", HOUR.plusSeconds(3600)));
        brake.add(opened("others", HOUR));
        assertThat(brake.holds(opened("fans", HOUR))).as("two in an hour").isFalse();
        brake.add(opened("fans", HOUR.plusSeconds(1800)));
        assertThat(brake.holds(opened("fans", HOUR))).isTrue();
        assertThat(brake.holds(opened("fans", HOUR.plusSeconds(3600))))
                .as("another hour")
                .isFalse();
        assertThat(brake.holds(opened("others", HOUR))).as("another rule").isFalse();
    }

    @Test
    void letsGoWhenThereAreFewerAgain() {
        for (int i = 0; i < 3; i++) {
            brake.add(opened("fans", HOUR));
        }
        brake.remove(opened("fans", HOUR));
        assertThat(brake.holds(opened("fans", HOUR))).isFalse();
        brake.add(opened("fans", HOUR));
        assertThat(brake.holds(opened("fans", HOUR))).isTrue();
    }
}
