package io.fintrans.detector.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.rule.Peak;
import io.fintrans.testing.TestRules;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Payments of one pair came newest first, and then one that passed the threshold: that call took 21 seconds, and the one with which they
 * left the window 17, because each payment was moved past all others. Here steps are counted, not seconds.
 */
class NewestFirstTest {
    private static final int PAYMENTS = 200_000;
    private static final long THRESHOLD = 1_000_000;
    private static final long WINDOW = 86_400_000;
    private static final long LATENESS = 600_000;
    private static final long NEWEST = 1_000_000_000_000L;
    /** More than enough for a way down the tree that 200 000 payments make. */
    private static final long ONE_CALL = 3000;
    /** For so many payments as are put in order in one call. */
    private static final long ONE_BUILDING = Ledgers.MANY * 300L;

    private final PairRules rules = TestRules.pairTotal(WINDOW, LATENESS);
    private final PairRule rule = rules.all().get(0);
    private final PaymentWindow window = new PaymentWindow(rules, new MemoryBudget(Long.MAX_VALUE));
    private long offset;

    @Test
    void noCallPutsMoreThanAFewThousandPaymentsInOrder() {
        long before = 0;
        for (int i = 0; i < PAYMENTS; i++) {
            before = window.steps();
            pay(NEWEST - i, 1);
            if (i < Ledgers.MANY - 1) {
                assertThat(window.steps()).as("nothing is sorted").isEqualTo(before);
            } else if (i == Ledgers.MANY - 1) {
                assertThat(window.steps() - before)
                        .as("once, all that came before")
                        .isLessThan(ONE_BUILDING);
            } else {
                assertThat(window.steps() - before).as("payment %d", i).isLessThan(ONE_CALL);
            }
        }
        before = window.steps();
        Peak peak = judge(pay(NEWEST - PAYMENTS, THRESHOLD), NEWEST - PAYMENTS);
        assertThat(peak.total()).isEqualTo(THRESHOLD + PAYMENTS);
        assertThat(peak.at()).isEqualTo(NEWEST);
        assertThat(window.steps() - before).as("passes the threshold").isLessThan(ONE_CALL);
        for (int i = 1; i <= 1000; i++) {
            before = window.steps();
            long time = NEWEST - PAYMENTS - i;
            judge(pay(time, 1), time);
            assertThat(window.steps() - before).as("a late payment more").isLessThan(ONE_CALL);
        }
    }

    @Test
    void aSmallerPairIsPutInOrderWhenItPassesTheThreshold() {
        for (int i = 1; i < Ledgers.MANY; i++) {
            pay(NEWEST - i, 1);
        }
        long before = window.steps();
        Peak peak = judge(pay(NEWEST - Ledgers.MANY, THRESHOLD), NEWEST - Ledgers.MANY);
        assertThat(peak.total()).isEqualTo(THRESHOLD + Ledgers.MANY - 1);
        assertThat(window.steps() - before).isBetween((long) Ledgers.MANY, ONE_BUILDING);
    }

    @Test
    void noCallTakesLongWhenAllOfThemLeave() {
        for (int i = 0; i < PAYMENTS; i++) {
            pay(NEWEST - i, 1);
        }
        judge(pay(NEWEST - PAYMENTS, THRESHOLD), NEWEST - PAYMENTS);
        int calls = 0;
        while (window.payments() > calls) {
            long before = window.steps();
            long held = window.payments();
            window.add(2, 2, NEWEST + WINDOW + LATENESS + calls++, 1, 0, offset++, (any, origin) -> THRESHOLD);
            assertThat(held - window.payments()).as("left in one call").isLessThan(1024);
            assertThat(window.steps() - before).isLessThan(1024 * ONE_CALL);
        }
        assertThat(calls).isBetween(100, 1000);
        assertThat(window.pairs()).isEqualTo(1);
    }

    private int pay(long time, long amount) {
        int row = window.add(1, 1, time, amount, 0, offset++, (any, origin) -> THRESHOLD);
        window.prepare(row, rule, (any, origin) -> THRESHOLD);
        return row;
    }

    private Peak judge(int row, long time) {
        return Objects.requireNonNull(
                rule.look(window.ledger(row, rule, (any, origin) -> THRESHOLD), time, window.heldFrom()));
    }
}
