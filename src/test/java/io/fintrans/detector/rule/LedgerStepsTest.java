package io.fintrans.detector.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.TestRules;
import java.util.Random;
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
        OLDEST_FIRST,
        NEWEST_FIRST,
        OF_EQUAL_TIME,
        ONE_HOUR_ABOUT,
        FROM_BOTH_ENDS,
        BEFORE_THE_LAST;

        /** When the payment of this number was made, in milliseconds. */
        long time(int i) {
            return 1_000_000_000_000L
                    + switch (this) {
                        case OLDEST_FIRST -> i;
                        case NEWEST_FIRST -> -i;
                        case OF_EQUAL_TIME -> 0;
                        case ONE_HOUR_ABOUT -> new Random(i).nextInt(3_600_000);
                        case FROM_BOTH_ENDS -> i % 2 == 0 ? i : -i;
                        case BEFORE_THE_LAST -> i == 0 ? 1_000_000 : i / 10;
                    };
        }
    }

    @ParameterizedTest
    @EnumSource
    void noPaymentTakesMoreThanALogarithmOfSteps(Order order) {
        for (int payments : new int[] {200, 20_000, 200_000}) {
            PairLedger ledger = new PairLedger(WINDOW, Steps.MORE_THAN);
            PairRule rule = TestRules.pairTotal(WINDOW);
            long most = STEPS_A_LEVEL * levels(payments);
            for (int i = 0; i < payments; i++) {
                long before = ledger.steps();
                ledger.add(order.time(i), 1, 1_000, i);
                rule.look(ledger, order.time(i), 0);
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
