package io.fintrans.detector.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Counts the steps that a ledger takes, instead of the time. Whatever order payments come and leave in, none of them takes more than a
 * number that grows with the logarithm of how many there are.
 */
class LedgerStepsTest {
    private static final long WINDOW = 86_400_000;
    /** Entries of a leaf and of a branch, and how often a call goes down the tree. */
    private static final int STEPS_A_LEVEL = 400;

    enum Order {
        OLDEST_FIRST(i -> i),
        NEWEST_FIRST(i -> -i),
        OF_EQUAL_TIME(i -> 0),
        ONE_HOUR_ABOUT(i -> new Random(i).nextInt(3_600_000)),
        FROM_BOTH_ENDS(i -> i % 2 == 0 ? i : -i),
        BEFORE_THE_LAST(i -> i == 0 ? 1_000_000 : i / 10);

        private final IntToLongFunction times;

        Order(IntToLongFunction times) {
            this.times = times;
        }

        long time(int i) {
            return 1_000_000_000_000L + times.applyAsLong(i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noPaymentTakesMoreThanALogarithmOfSteps(Order order) {
        for (int payments : new int[] {200, 20_000, 200_000}) {
            PairLedger ledger = new PairLedger(WINDOW);
            PairRule rule = new PairRule(WINDOW);
            long most = STEPS_A_LEVEL * levels(payments);
            for (int i = 0; i < payments; i++) {
                long before = ledger.steps();
                ledger.add(order.time(i), 1, 1_000, i);
                rule.evaluate(ledger, order.time(i), 0);
                // The first 64 are moved into a tree together.
                long allowed = i == 64 ? 64 * STEPS_A_LEVEL : most;
                assertThat(ledger.steps() - before).as("payment %d comes", i).isLessThan(allowed);
            }
            for (int i = 0; i < payments; i++) {
                long before = ledger.steps();
                ledger.remove(order.time(i), i);
                assertThat(ledger.steps() - before).as("payment %d leaves", i).isLessThan(most);
            }
        }
    }

    /** A branch is at least a quarter full, most of the time. */
    private static long levels(int payments) {
        return 1 + (long) Math.ceil(Math.log(payments / 16.0) / Math.log(4));
    }
}
