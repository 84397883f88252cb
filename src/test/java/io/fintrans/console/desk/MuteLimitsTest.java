package io.fintrans.console.desk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A mute of 181 days was accepted where the page said that it lasts 180 days at most. */
class MuteLimitsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LAST = Instant.parse("2026-06-30T12:00:00Z");

    @Test
    void takesAMuteOfExactlyTheLimit() {
        assertThatCode(() -> MuteLimits.USUAL.require(LAST, NOW)).doesNotThrowAnyException();
    }

    @Test
    void refusesAMillisecondMoreAndSaysWhatIsAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MuteLimits.USUAL.require(LAST.plusMillis(1), NOW))
                .withMessage("Alerts can be muted for at most 180 days, now until 2026-06-30T12:00:00Z."
                        + " They can be muted again then.");
    }

    @Test
    void saysOneDay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MuteLimits(Duration.ofDays(1), 10).require(LAST, NOW))
                .withMessageContaining("at most 1 day, now");
    }
}
