package io.fintrans.console.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.MovingClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriteBudgetTest {
    private static final int LONG = 4000;

    private final MovingClock clock = new MovingClock();
    private final WriteBudget budget = new WriteBudget(clock);

    /** 27 comments a second of 4000 letters were all kept. */
    @Test
    void takesNoMoreOfOnePersonThanTheyCanType() {
        int most = WriteBudget.LETTERS_AN_HOUR / (LONG + WriteBudget.LETTERS_OF_AN_EVENT);
        assertThat(comments("ann", 27 * 60)).isEqualTo(most);
        assertThat(comments("bob", 1)).as("somebody else").isEqualTo(1);

        long wait = budget.secondsToWait("ann", LONG);
        clock.move(Duration.ofSeconds(wait));
        assertThat(comments("ann", 10)).as("after the seconds that were said").isEqualTo(1);
        clock.move(Duration.ofDays(1));
        assertThat(comments("ann", 27 * 60))
                .as("no more than an hour is saved up")
                .isEqualTo(most);
    }

    private long comments(String user, int tries) {
        return IntStream.range(0, tries)
                .filter(i -> budget.secondsToWait(user, LONG) == 0)
                .count();
    }
}
