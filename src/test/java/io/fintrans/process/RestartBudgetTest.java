package io.fintrans.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RestartBudget budget = new RestartBudget(nanos::get);

    @Test
    void eachPauseIsTwiceTheOneBefore() {
        assertThat(budget.take()).contains(Duration.ofMillis(250));
        assertThat(budget.take()).contains(Duration.ofMillis(500));
        assertThat(budget.take()).contains(Duration.ofSeconds(1));
    }

    @Test
    void isSpentAfterTheLimit() {
        spend();

        assertThat(budget.take()).isEmpty();
    }

    @Test
    void isWholeAgainAfterThePeriod() {
        spend();
        nanos.addAndGet(RestartBudget.PERIOD.toNanos() + 1);

        assertThat(budget.take()).contains(Duration.ofMillis(250));
    }

    private void spend() {
        for (int i = 0; i < RestartBudget.LIMIT; i++) {
            assertThat(budget.take()).isPresent();
        }
    }
}
