package io.fintrans.detector.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.rule.PairLedger;
import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.rule.Peak;
import io.fintrans.testing.TestRules;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The window against a queue that is summed up anew each time. */
class PaymentWindowTest {
    private static final long UNLIMITED = Long.MAX_VALUE / 2;

    private record Held(long pair, long time, long amount, int origin, long offset) {}

    private PairRules all = TestRules.pairTotal(100, 0);
    private PairRule lookedAt = all.all().get(0);
    private final Deque<Held> model = new ArrayDeque<>();
    private long offsets;

    @Test
    void holdsWhatAQueueHoldsWhateverTheSeed() {
        for (long seed = 0; seed < 150; seed++) {
            live(new Random(seed), seed);
        }
    }

    private void live(Random random, long seed) {
        long length = 50L + random.nextInt(2000);
        long lateness = random.nextInt(200);
        PaymentWindow window = new PaymentWindow(rules(length, lateness), new MemoryBudget(UNLIMITED));
        model.clear();
        long time = 1_000_000;
        int pairs = 1 + random.nextInt(20);
        for (int i = 0; i < 1500; i++) {
            time += random.nextInt(20) == 0 ? random.nextInt((int) length) : random.nextInt(3);
            long at = random.nextInt(5) == 0 ? time - random.nextInt((int) (length + lateness)) : time;
            // Half of all payments are one pair's, which gets a ledger that is kept.
            Held held = new Held(
                    random.nextBoolean() ? 0 : random.nextInt(pairs),
                    at,
                    1 + random.nextInt(99),
                    random.nextInt(5),
                    offsets++);
            assertThat(window.isLate(at)).isEqualTo(i > 0 && at <= window.time() - length - lateness);
            if (!window.isLate(at)) {
                check(window, add(window, held, length + lateness), held.pair(), length, seed);
            }
        }
    }

    private int add(PaymentWindow window, Held held, long length) {
        long now = Math.max(held.time(), window.time());
        while (!model.isEmpty() && model.element().time() <= now - length) {
            model.remove();
        }
        model.add(held);
        return add(window, held);
    }

    private static int add(PaymentWindow window, Held held) {
        return window.add(
                high(held.pair()),
                held.pair(),
                held.time(),
                held.amount(),
                held.origin(),
                held.offset(),
                (rule, origin) -> limit(origin));
    }

    private void check(PaymentWindow window, int row, long pair, long length, long seed) {
        List<Held> expected = model.stream()
                .filter(held -> held.pair() == pair)
                .sorted(Comparator.comparingLong(Held::time))
                .toList();
        assertThat(window.sum(row))
                .as("sum, seed %d", seed)
                .isEqualTo(expected.stream().mapToLong(Held::amount).sum());
        assertThat(window.payments()).isEqualTo(model.size());
        assertThat(window.pairs())
                .isEqualTo((int) model.stream().mapToLong(Held::pair).distinct().count());
        PairLedger ledger = window.ledger(row, lookedAt, (rule, origin) -> limit(origin));
        assertThat(ledger.size()).isEqualTo(expected.size());
        long newest = expected.get(expected.size() - 1).time();
        List<Held> inWindow =
                expected.stream().filter(held -> held.time() > newest - length).toList();
        assertThat(ledger.payments(newest)).isEqualTo(inWindow.size());
        long[] references = ledger.newest(newest - length, newest, Integer.MAX_VALUE);
        assertThat(references).hasSize(inWindow.size());
        for (int i = 0; i < references.length; i++) {
            Held held = inWindow.get(i);
            long reference = references[i];
            assertThat(window.held().time(reference)).isEqualTo(held.time());
            assertThat(window.held().amount(reference)).isEqualTo(held.amount());
            assertThat(window.held().origin(reference)).isEqualTo(held.origin());
            assertThat(window.held().place(reference)).isEqualTo(held.offset());
        }
    }

    @Test
    void aHubKeepsOneLedgerThatExpiresWithTheWindow() {
        PaymentWindow window = new PaymentWindow(rules(100, 0), new MemoryBudget(UNLIMITED));
        PairLedger kept = null;
        for (int i = 0; i < 5000; i++) {
            int row = add(window, new Held(1, i, 1, 0, i));
            PairLedger ledger = window.ledger(row, lookedAt, (rule, origin) -> 1);
            if (i == 64) {
                kept = ledger;
            } else if (i > 64) {
                assertThat(ledger).isSameAs(kept);
                assertThat(ledger.size()).isEqualTo(Math.min(i + 1, 100));
                assertThat(window.held().time(ledger.newest(i - 100, i, 100)[0]))
                        .isEqualTo(Math.max(0, i - 99));
            }
        }
        assertThat(add(window, new Held(2, 6000, 1, 0, 0))).isNotNegative();
        assertThat(window.pairs()).isEqualTo(1);
    }

    @Test
    void theMemoryOfAHubsLedgerIsCountedAndGivenBack() {
        MemoryBudget budget = new MemoryBudget(UNLIMITED);
        PaymentWindow window = new PaymentWindow(rules(100_000, 0), budget);
        long small = window.bytes();
        for (int i = 0; i < 4000; i++) {
            window.ledger(add(window, new Held(1, i, 1, 0, i)), lookedAt, (rule, origin) -> 1);
        }
        assertThat(window.bytes() - small - ArrivalRing.chunkBytes() - PairTable.chunkBytes())
                .isBetween(4000 * 32L, 8 * 4000 * 32L);
        add(window, new Held(2, 500_000, 1, 0, 0));
        assertThat(window.bytes() - small - ArrivalRing.chunkBytes() - PairTable.chunkBytes())
                .isBetween(0L, ArrivalRing.chunkBytes());
        window.close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void paymentsLeaveEarlyWhenTheBudgetIsSpentAndTheWindowSaysSo() {
        MemoryBudget budget = new MemoryBudget(3 * ArrivalRing.chunkBytes() + PairTable.chunkBytes() + 100_000);
        PaymentWindow window = new PaymentWindow(rules(1_000_000, 0), budget);
        for (int i = 0; i < 50_000; i++) {
            add(window, new Held(i % 100, i, 1, 0, i));
            long oldest = i + 1 - window.payments();
            assertThat(window.shortenedTo()).isEqualTo(oldest == 0 ? Long.MIN_VALUE : oldest - 1);
        }
        assertThat(window.payments()).isBetween(2 * 4096L, 4 * 4096L);
        assertThat(budget.used()).isLessThanOrEqualTo(budget.limit());
        int row = add(window, new Held(7, 50_000, 1, 0, 0));
        assertThat(window.sum(row)).isBetween(80L, 170L);
        add(window, new Held(7, 1_049_999, 1, 0, 0));
        assertThat(window.shortenedTo())
                .as("what left early would have left by now")
                .isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aWindowLivesOnWithoutAnyBudget() {
        PaymentWindow window = new PaymentWindow(rules(1_000_000, 0), new MemoryBudget(1));
        for (int i = 0; i < 20_000; i++) {
            assertThat(add(window, new Held(i, i, 1, 0, i))).isNotNegative();
        }
        assertThat(window.payments()).isBetween(1L, 4096L);
    }

    @Test
    void windowsShareABudgetAndGiveTheirPartBack() {
        MemoryBudget budget = new MemoryBudget(UNLIMITED);
        PaymentWindow one = new PaymentWindow(rules(1000, 0), budget);
        PaymentWindow other = new PaymentWindow(rules(1000, 0), budget);
        long ofOther = other.bytes();
        for (int i = 0; i < 10_000; i++) {
            add(one, new Held(i, 1, 1, 0, i));
        }
        assertThat(budget.used()).isGreaterThan(ofOther + 2 * ArrivalRing.chunkBytes());
        one.close();
        assertThat(budget.used()).isEqualTo(ofOther);
        one.close();
        other.close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void aSumThatWouldNotFitALongChangesNothing() {
        PaymentWindow window = new PaymentWindow(rules(1000, 0), new MemoryBudget(UNLIMITED));
        add(window, new Held(1, 5, Long.MAX_VALUE - 10, 0, 0));
        assertThat(add(window, new Held(1, 9, 11, 0, 1))).isEqualTo(PaymentWindow.OVERFLOW);
        assertThat(window.time()).isEqualTo(5);
        assertThat(window.payments()).isEqualTo(1);
        int row = add(window, new Held(1, 9, 10, 0, 2));
        assertThat(window.sum(row)).isEqualTo(Long.MAX_VALUE);
        assertThat(add(window, new Held(2, 9, 11, 0, 3))).isNotEqualTo(PaymentWindow.OVERFLOW);
    }

    @Test
    void episodesGoWithThePairsLastPayment() {
        PaymentWindow window = new PaymentWindow(rules(100, 10), new MemoryBudget(UNLIMITED));
        int row = add(window, new Held(1, 1000, 1, 0, 0));
        window.episodes().restore(row, new Episode(0, 77, 1000, 1000, 3, 1000));
        add(window, new Held(2, 1109, 1, 0, 1));
        assertThat(episodeId(window, add(window, new Held(1, 1009, 1, 0, 2)), 1009))
                .isEqualTo(77);
        add(window, new Held(2, 1250, 1, 0, 3));
        assertThat(episodeId(window, add(window, new Held(1, 1250, 1, 0, 4)), 1250))
                .isEqualTo(-5);
    }

    @Test
    void timeDoesNotPassTheWatermarkNorTheNewestPayment() {
        PaymentWindow window = new PaymentWindow(rules(100, 10), new MemoryBudget(UNLIMITED));
        window.follow(1000);
        add(window, new Held(1, 950, 1, 0, 0));
        assertThat(window.time()).isEqualTo(950);
        add(window, new Held(1, 5000, 1, 0, 1));
        assertThat(window.time()).isEqualTo(1000);
        assertThat(window.isLate(891)).isFalse();
        assertThat(window.payments()).isEqualTo(2);
        window.follow(4000);
        assertThat(window.payments()).as("moved on by the watermark alone").isEqualTo(1);
        window.follow(9000);
        assertThat(window.time()).isEqualTo(5000);
        window.follow(10);
        assertThat(window.time()).as("time never goes back").isEqualTo(5000);
    }

    @Test
    void isNeverLateBeforeTheFirstPayment() {
        PaymentWindow window = new PaymentWindow(rules(100, 10), new MemoryBudget(UNLIMITED));
        assertThat(window.isLate(0)).isFalse();
        assertThat(window.time()).isEqualTo(Long.MIN_VALUE);
        assertThat(window.shortenedTo()).isEqualTo(Long.MIN_VALUE);
        add(window, new Held(1, 1000, 1, 0, 0));
        assertThat(window.isLate(890)).isTrue();
        assertThat(window.isLate(891)).isFalse();
        assertThat(window.heldFrom()).isEqualTo(891);
    }

    private long episodeId(PaymentWindow window, int row, long at) {
        return window.judge(row, 0, all.track(lookedAt), new Peak(1, 2, 1, at, at, at), none -> null, () -> -5)
                .episode()
                .id();
    }

    private PairRules rules(long length, long lateness) {
        all = TestRules.pairTotal(length, lateness);
        lookedAt = all.all().get(0);
        return all;
    }

    private static long limit(int origin) {
        return 1000L + origin;
    }

    private static long high(long pair) {
        return pair * 0x9E37_79B9_7F4A_7C15L;
    }
}
