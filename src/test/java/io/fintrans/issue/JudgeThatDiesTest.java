package io.fintrans.issue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fintrans.backtest.Backtest;
import io.fintrans.backtest.Lineup;
import io.fintrans.past.PastPayment;
import io.fintrans.rule.Rulebook;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Application;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A backtest of which one judge had died read on until the queue to it was full, and then stood still for ever. */
class JudgeThatDiesTest {
    private static final int PAYMENTS = 500_000;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void endsTheBacktest() {
        Rulebook rules = Rulebook.ofPairTotal(Duration.ofMillis(10), Map.of("threshold", "1"));
        Backtest backtest = new Backtest(
                new Backtest.Setting(Application.DEFAULT, Duration.ZERO, 1 << 26, 2, Instant.EPOCH),
                new Lineup(List.of(rules)));
        assertThatThrownBy(() -> backtest.run(
                        payments -> {
                            for (int i = 0; i < PAYMENTS; i++) {
                                payments.accept(payment(i));
                            }
                        },
                        finding -> {
                            throw new IllegalStateException("no room for a finding");
                        },
                        read -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("payments could not be judged")
                .hasMessageContaining("no room for a finding");
    }

    /** Of one account: they all go to one judge. */
    private static PastPayment payment(int number) {
        Payment payment = Payment.of(AccountId.of("a"), AccountId.of("b" + number % 7), Money.usd(500));
        return new PastPayment(payment, "London", 0, number, 1000L * number, null);
    }
}
