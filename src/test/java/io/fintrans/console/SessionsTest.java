package io.fintrans.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What ends by itself: sessions, links, and waiting after wrong passwords. */
class SessionsTest {
    private static final User ANN = new User("ann", Role.VIEWER, null);

    private final MovingClock clock = new MovingClock();
    private final Sessions sessions = new Sessions(new SecureRandom(), clock);

    @Test
    void endsASessionAnHourAfterTheLastRequest() {
        String token = sessions.begin(ANN);
        clock.move(Sessions.IDLE);
        assertThat(sessions.find(token)).isPresent();
        clock.move(Sessions.IDLE);
        assertThat(sessions.isOpen(token)).isTrue();
        clock.move(Duration.ofMillis(1));
        assertThat(sessions.isOpen(token)).as("asking did not prolong it").isFalse();
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void endsASessionAfterHalfADayHoweverBusyItIs() {
        String token = sessions.begin(ANN);
        for (Duration past = Duration.ZERO; past.compareTo(Sessions.LONGEST) < 0; past = past.plusMinutes(30)) {
            assertThat(sessions.find(token)).isPresent();
            clock.move(Duration.ofMinutes(30));
        }
        clock.move(Duration.ofMillis(1));
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void letsALinkGrowOld() {
        OneTimeLinks links = new OneTimeLinks(clock);
        links.add("secret", ANN);
        clock.move(OneTimeLinks.LIFE.plusMillis(1));
        assertThat(links.use("secret")).isEmpty();
    }

    @Test
    void letsOneTryAgainAfterAMinute() {
        SignInLimit limit = new SignInLimit(clock);
        for (int i = 0; i < SignInLimit.FREE_FAILURES; i++) {
            assertThat(limit.secondsToWait("ann")).isZero();
            limit.failed("ann");
        }
        assertThat(limit.secondsToWait("ann")).isEqualTo(SignInLimit.PAUSE.toSeconds());
        assertThat(limit.secondsToWait("bob")).isZero();
        clock.move(SignInLimit.PAUSE);
        assertThat(limit.secondsToWait("ann")).isZero();
        limit.succeeded("ann");
        limit.failed("ann");
        assertThat(limit.secondsToWait("ann")).isZero();
    }

    private static final class MovingClock extends Clock {
        private Instant now = Instant.ofEpochSecond(1_800_000_000);

        void move(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
