package io.fintrans.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.console.access.Session.Visitor;
import io.fintrans.console.user.Password;
import io.fintrans.console.user.PasswordStrength;
import io.fintrans.console.user.Role;
import io.fintrans.console.user.User;
import io.fintrans.console.user.UserFile;
import io.fintrans.testing.MovingClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends by itself: sessions and links. */
class SessionsTest {
    private static final User ANN = new User("ann", Role.VIEWER, null);

    private final MovingClock clock = new MovingClock();
    private final Set<User> changed = new HashSet<>();
    private final Sessions sessions = new Sessions(clock, user -> !changed.contains(user));

    @Test
    void endsASessionAnHourAfterTheLastRequest() {
        String token = begin(ANN);
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
        String token = begin(ANN);
        for (Duration past = Duration.ZERO; past.compareTo(Sessions.LONGEST) < 0; past = past.plusMinutes(30)) {
            assertThat(sessions.find(token)).isPresent();
            clock.move(Duration.ofMinutes(30));
        }
        clock.move(Duration.ofMillis(1));
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void endsTheSessionsOfAUserWhoIsNotTheSameAnyMore() {
        String ann = begin(ANN);
        String bob = begin(new User("bob", Role.VIEWER, null));
        changed.add(ANN);
        assertThat(sessions.find(ann)).isEmpty();
        assertThat(sessions.isOpen(ann)).isFalse();
        assertThat(sessions.all(any -> true)).hasSize(1);
        assertThat(sessions.find(bob)).isPresent();
    }

    @Test
    void takesAPersonForOneHoweverTheNameIsTyped() {
        assertThat(new User("Ann", Role.VIEWER, null)).isEqualTo(ANN);
        assertThatThrownBy(() -> new User("\u212Aann", Role.VIEWER, null))
                .as("a Kelvin sign, whose small letter is k")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seesAtOnceThatAUserHasChanged(@TempDir Path folder) {
        UserFile users = new UserFile(folder.resolve("users"));
        UserFile elsewhere = new UserFile(folder.resolve("users"));
        User ann = new User("ann", Role.VIEWER, Password.of("correct horse battery".toCharArray(), new SecureRandom()));
        elsewhere.put(ann);
        assertThat(users.hasStill(ann)).isTrue();
        elsewhere.put(new User("ann", Role.APPROVER, ann.password()));
        assertThat(users.hasStill(ann)).as("another role").isFalse();
        elsewhere.put(ann);
        assertThat(users.hasStill(ann)).isTrue();
        assertThat(elsewhere.remove("ANN")).isTrue();
        assertThat(users.hasStill(ann)).as("removed").isFalse();
        assertThat(users.hasStill(ANN)).as("one of a link, whom no file knows").isTrue();
        assertThat(users.replace(ann, ann))
                .as("who was removed does not come back")
                .isFalse();
        elsewhere.put(ann);
        assertThat(users.hasStill(ANN)).as("the name is somebody's now").isFalse();
        assertThat(users.replace(ann, new User("ann", Role.ANALYST, ann.password())))
                .isTrue();
    }

    @Test
    void endsTheOldestSessionOfAUserWhoHasTooMany() {
        String first = begin(ANN);
        String bob = begin(new User("bob", Role.VIEWER, null));
        for (int i = 1; i <= Sessions.MOST_OF_A_USER; i++) {
            clock.move(Duration.ofSeconds(1));
            begin(ANN);
        }
        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.all(any -> true)).hasSize(Sessions.MOST_OF_A_USER + 1);
        assertThat(sessions.find(bob)).isPresent();
    }

    private String begin(User user) {
        return sessions.begin(user, new Visitor("127.0.0.1", "a test"), null).secret();
    }

    @Test
    void letsALinkGrowOld() {
        OneTimeLinks links = new OneTimeLinks(clock);
        links.add("secret", ANN);
        clock.move(OneTimeLinks.LIFE.plusMillis(1));
        assertThat(links.use("secret")).isEmpty();
    }

    @Test
    void knowsPasswordsThatAreLongAndGuessedAllTheSame() {
        for (String easy : List.of("password1234", "aaaaaaaaaaaa", "qwertyuiop123", "annannannann", "fintrans2026!")) {
            assertThatThrownBy(() -> PasswordStrength.check(easy.toCharArray(), "ann"))
                    .as(easy)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        PasswordStrength.check("correct horse battery".toCharArray(), "ann");
    }

    @Test
    void writesWhatStrangersSayAsOneTextInTheLog() {
        assertThat(LogText.of("a\r\nb\u2028c\u202Ed\u0085e\" user=\"x")).isEqualTo("a??b?c?d?e? user=?x");
        assertThat(LogText.of(null)).isEqualTo("null");
    }
}
