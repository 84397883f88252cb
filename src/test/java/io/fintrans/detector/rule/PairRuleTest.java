package io.fintrans.detector.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.TestRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The edges of a window, each by itself. */
class PairRuleTest {
    private record Payment(long time, long amount, long limit) {}

    private static final long WINDOW = 100;
    private static final long HELD_FROM = 0;

    private final PairRule rule = TestRules.pairTotal(WINDOW);
    private final PairLedger ledger = new PairLedger(WINDOW, Steps.MORE_THAN);
    private final List<Payment> payments = new ArrayList<>();
    private long references;

    @Test
    void findsNothingUpToTheThreshold() {
        add(1000, 60, 100);
        add(1001, 40, 100);
        assertThat(rule.look(ledger, 1001, HELD_FROM)).isNull();
    }

    @Test
    void findsAPairOneUnitOverTheThreshold() {
        add(1000, 60, 100);
        add(1001, 41, 100);
        assertThat(rule.look(ledger, 1001, HELD_FROM)).isEqualTo(new Peak(1, 101, 100, 1001, 1001, 1001));
    }

    @Test
    void aPaymentOfExactlyAWindowAgoIsOut() {
        add(1000, 60, 100);
        add(1000 + WINDOW, 60, 100);
        assertThat(rule.look(ledger, 1000 + WINDOW, HELD_FROM)).isNull();
    }

    @Test
    void aPaymentOfAMillisecondLessThanAWindowAgoIsIn() {
        add(1000, 60, 100);
        add(999 + WINDOW, 60, 100);
        assertThat(rule.look(ledger, 999 + WINDOW, HELD_FROM)).isEqualTo(new Peak(1, 120, 100, 1099, 1099, 1099));
    }

    @Test
    void stepsAreMultiplesStrictlyPassed() {
        add(1000, 200, 100);
        assertThat(rule.look(ledger, 1000, HELD_FROM)).extracting("step").isEqualTo(1L);
        add(1001, 1, 100);
        assertThat(rule.look(ledger, 1001, HELD_FROM)).extracting("step").isEqualTo(2L);
        add(1002, 99, 100);
        assertThat(rule.look(ledger, 1002, HELD_FROM)).extracting("step").isEqualTo(2L);
        add(1003, 1, 100);
        assertThat(rule.look(ledger, 1003, HELD_FROM)).extracting("step").isEqualTo(3L);
    }

    @Test
    void stepsDoubleFromTheTenthOn() {
        add(1000, 1099, 100);
        assertThat(rule.look(ledger, 1000, HELD_FROM)).extracting("step").isEqualTo(10L);
        add(1001, 901, 100);
        assertThat(rule.look(ledger, 1001, HELD_FROM)).extracting("step").isEqualTo(10L);
        add(1002, 1, 100);
        assertThat(rule.look(ledger, 1002, HELD_FROM)).extracting("step").isEqualTo(20L);
        add(1003, 1998, 100);
        assertThat(rule.look(ledger, 1003, HELD_FROM)).extracting("step").isEqualTo(20L);
        add(1004, 2, 100);
        assertThat(rule.look(ledger, 1004, HELD_FROM)).extracting("step").isEqualTo(40L);
    }

    @Test
    void paymentsOfTheSameTimeAreInOneWindowWhicheverArrivedFirst() {
        add(1000, 60, 100);
        add(1000, 60, 100);
        assertThat(rule.look(ledger, 1000, HELD_FROM)).isEqualTo(new Peak(1, 120, 100, 1000, 1000, 1000));
    }

    @Test
    void theLowestLimitAmongPaymentsOfTheSameTimeDecides() {
        add(1000, 60, 100);
        add(1000, 60, 1000);
        add(1000, 1, 50);
        assertThat(rule.look(ledger, 1000, HELD_FROM)).isEqualTo(new Peak(2, 121, 50, 1000, 1000, 1000));
    }

    @Test
    void theLimitOfTheLastPaymentHoldsForItsWindow() {
        add(1000, 60, 10_000);
        add(1010, 60, 100);
        assertThat(rule.look(ledger, 1010, HELD_FROM)).isNotNull();
        assertThat(rule.look(ledger, 1000, HELD_FROM)).isEqualTo(new Peak(1, 120, 100, 1010, 1010, 1010));
    }

    @Test
    void aLatePaymentCountsInTheWindowsOfNewerOnes() {
        add(1050, 60, 100);
        add(1020, 60, 100);
        assertThat(rule.look(ledger, 1020, HELD_FROM)).isEqualTo(new Peak(1, 120, 100, 1050, 1050, 1050));
    }

    @Test
    void aLatePaymentDoesNotCountInAWindowThatBeginsAtItsTime() {
        add(1020 + WINDOW, 60, 100);
        add(1020, 60, 100);
        assertThat(rule.look(ledger, 1020, HELD_FROM)).isNull();
    }

    @Test
    void aLatePaymentReportsTheWindowFurthestOverAndTheSpanOfAll() {
        add(1000, 90, 100);
        add(1030, 90, 100);
        add(1060, 90, 100);
        add(1090, 1, 100);
        add(990, 20, 100);
        assertThat(rule.look(ledger, 990, HELD_FROM)).isEqualTo(new Peak(2, 290, 100, 1060, 1000, 1060));
    }

    @Test
    void windowsThatEndBeforeWhatIsHeldAreLeftAlone() {
        add(1000, 200, 100);
        assertThat(rule.look(ledger, 1000, 1001)).isNull();
        assertThat(rule.look(ledger, 1000, 1000)).isNotNull();
    }

    @Test
    void theEarliestOfEquallyHighWindowsIsReported() {
        add(1000, 150, 100);
        add(1000 + WINDOW, 150, 100);
        add(1000 + WINDOW - 1, 10, 100);
        assertThat(rule.look(ledger, 1000 + WINDOW - 1, HELD_FROM)).isEqualTo(new Peak(1, 160, 100, 1099, 1099, 1100));
    }

    @Test
    void totalsNearTheLimitOfALongAreExact() {
        add(1000, Long.MAX_VALUE - 1, 1);
        add(1001, 1, 1);
        assertThat(rule.look(ledger, 1001, HELD_FROM))
                .isEqualTo(new Peak(10L << 59, Long.MAX_VALUE, 1, 1001, 1001, 1001));
    }

    @Test
    void agreesWithSummingEachWindowWhateverTheSeed() {
        for (long seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            ledger.clear();
            payments.clear();
            for (int i = 0; i < 30; i++) {
                add(1000L + random.nextInt(300), 1L + random.nextInt(60), 50L + random.nextInt(3) * 50L);
            }
            long time = payments.get(random.nextInt(payments.size())).time();
            long heldFrom = 1000L + random.nextInt(300);
            assertThat(rule.look(ledger, time, heldFrom)).as("seed %d", seed).isEqualTo(summed(time, heldFrom));
        }
    }

    private @Nullable Peak summed(long time, long heldFrom) {
        Peak peak = null;
        payments.sort(Comparator.comparingLong(Payment::time).thenComparingLong(Payment::limit));
        for (Payment end : payments) {
            long at = end.time();
            if (at < time || at >= time + WINDOW || at < heldFrom) {
                continue;
            }
            long total = payments.stream()
                    .filter(one -> one.time() > at - WINDOW && one.time() <= at)
                    .mapToLong(Payment::amount)
                    .sum();
            if (total > end.limit()) {
                Peak one = new Peak(step((total - 1) / end.limit()), total, end.limit(), at, at, at);
                peak = peak == null ? one : merged(peak, one);
            }
        }
        return peak;
    }

    private static long step(long times) {
        long step = 0;
        for (long next = 1; next <= times; next = next < 10 ? next + 1 : next * 2) {
            step = next;
        }
        return step;
    }

    private static Peak merged(Peak a, Peak b) {
        Peak top = b.step() > a.step() || (b.step() == a.step() && b.total() > a.total()) ? b : a;
        return new Peak(top.step(), top.total(), top.limit(), top.at(), a.firstOver(), b.lastOver());
    }

    private void add(long time, long amount, long limit) {
        ledger.add(time, amount, limit, references++);
        payments.add(new Payment(time, amount, limit));
    }
}
