package io.fintrans.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.MovingClock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Waiting after wrong passwords. */
class SignInLimitTest {
    private final MovingClock clock = new MovingClock();
    private final SignInLimit limit = new SignInLimit(clock);

    private long wait(String user, String address) {
        return limit.secondsToWait(user, address, true);
    }

    @Test
    void letsOneTryAgainAfterAMinute() {
        for (int i = 0; i < SignInLimit.FREE_FAILURES; i++) {
            assertThat(wait("ann", "1.2.3.4")).isZero();
        }
        assertThat(wait("Ann", "1.2.3.4")).isEqualTo(SignInLimit.PAUSE.toSeconds());
        assertThat(wait("bob", "1.2.3.4")).isZero();
        assertThat(wait("ann", "5.6.7.8"))
                .as("nobody keeps a user out from elsewhere")
                .isZero();
        clock.move(SignInLimit.PAUSE);
        assertThat(wait("ann", "1.2.3.4")).isZero();
        limit.succeeded("ann", "1.2.3.4");
        assertThat(wait("ann", "1.2.3.4")).isZero();
        assertThat(wait("ann", "1.2.3.4")).isZero();
    }

    @Test
    void countsAnAttemptBeforeItIsOver() {
        assertThat(IntStream.range(0, 250)
                        .filter(i -> wait("ann", "1.2.3.4") == 0)
                        .count())
                .as("of many at the same moment")
                .isEqualTo(SignInLimit.FREE_FAILURES);
    }

    @Test
    void countsAnAddressThatTriesManyNamesAndAUserTriedFromManyAddresses() {
        assertThat(IntStream.range(0, 250)
                        .filter(i -> wait("user" + i, "1.2.3.4") == 0)
                        .count())
                .isEqualTo(SignInLimit.FREE_FAILURES_OF_NETWORK);
        assertThat(IntStream.range(0, 250)
                        .filter(i -> wait("ann", "10.0.0." + i) == 0)
                        .count())
                .isEqualTo(SignInLimit.FREE_FAILURES_OF_USER);
        clock.move(SignInLimit.MEMORY.plusMillis(1));
        assertThat(wait("ann", "1.2.3.4")).as("long ago").isZero();
    }

    /** 20 wrong sign-ins with invented names from one address locked out everybody at that address. */
    @Test
    void keepsNobodyOutForTheNamesThatSomebodyInvents() {
        for (int i = 0; i < 50_000; i++) {
            assertThat(limit.secondsToWait("invented" + i, "1.2.3.4", false)).isZero();
        }
        assertThat(wait("ann", "1.2.3.4")).isZero();
        assertThat(limit.isFlooded("1.2.3.4")).as("comparing is not worth it").isTrue();
        assertThat(limit.isFlooded("1.2.3.5")).isFalse();
    }

    @Test
    void forgetsNoFailureOfAUserForTheNamesThatSomebodyInvents() {
        for (int i = 0; i < SignInLimit.FREE_FAILURES; i++) {
            assertThat(wait("ann", "1.2.3.4")).isZero();
        }
        for (int i = 0; i < 50_000; i++) {
            limit.secondsToWait("invented" + i, "1.2.3.4", false);
        }
        assertThat(wait("ann", "1.2.3.4")).isPositive();
    }

    @Test
    void tellsAnInventedNameFromAUsersByNothing() {
        for (int i = 0; i < SignInLimit.FREE_FAILURES; i++) {
            assertThat(limit.secondsToWait("nobody", "1.2.3.4", false)).isZero();
        }
        assertThat(limit.secondsToWait("nobody", "1.2.3.4", false))
                .as("as for a user")
                .isEqualTo(SignInLimit.PAUSE.toSeconds());
        for (int i = 0; i < SignInLimit.FREE_FAILURES_OF_NETWORK; i++) {
            assertThat(wait("user" + i, "1.2.3.4")).isZero();
        }
        assertThat(wait("another", "1.2.3.4")).isPositive();
        assertThat(limit.secondsToWait("fresh", "1.2.3.4", false)).isPositive();
    }

    @Test
    void takesNeighboursOfIpV6ForOne() {
        assertThat(IntStream.range(0, 250)
                        .filter(i -> wait("ann", "2001:db8:1:2::" + Integer.toHexString(i)) == 0)
                        .count())
                .isEqualTo(SignInLimit.FREE_FAILURES);
        assertThat(wait("ann", "2001:db8:1:3::1")).isZero();
    }
}
