package io.fintrans.detector.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fintrans.alert.RuleId;
import io.fintrans.alert.Subject;
import io.fintrans.detector.rule.Episode;
import io.fintrans.detector.rule.PairLedger;
import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.detector.rule.Peak;
import io.fintrans.streams.JournalTopic;
import io.fintrans.testing.TestPairs;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.Coordinates;
import io.fintrans.transaction.Money;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A store that was rebuilt from its journal against one that never stopped. */
class WindowStoreTest {
    private static final long WINDOW = 1000;
    private static final long LATENESS = 100;
    private static final PairRules RULES = TestRules.pairTotal(WINDOW, LATENESS);
    private static final PairRule RULE = RULES.all().get(0);
    private static final JournalSettings SETTINGS =
            new JournalSettings(1, WINDOW, LATENESS, 1, "0123456789abcdef0123456789abcdef");
    private static final int PAIRS = 300;

    private final MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE / 2);
    private final JournalTopic journal = new JournalTopic();
    private final JournalTopic unused = new JournalTopic();
    private final long[] nextOffsets = new long[20];
    private long time = 1_000_000;

    @Test
    void behavesAfterARestartLikeOneThatNeverStoppedWhateverTheSeed() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            WindowStore steady = opened(unused);
            WindowStore restarted = opened(journal);
            for (int i = 0; i < 2000; i++) {
                if (random.nextInt(300) == 0) {
                    restarted.flushCache();
                    restarted.close();
                    restarted = opened(journal);
                }
                payToBoth(random, steady, restarted, seed);
                if (random.nextInt(50) == 0) {
                    restarted.flushCache();
                }
            }
            assertThat(restarted.window().payments()).isEqualTo(steady.window().payments());
            assertThat(restarted.window().pairs()).isEqualTo(steady.window().pairs());
            assertThat(names(restarted)).isEqualTo(names(steady));
            steady.close();
            restarted.close();
            journal.deleteOldest(journal.records().size());
        }
        assertThat(budget.used()).isZero();
    }

    /** Time must not come further after a restart than it had come before. */
    @Test
    void followsAfterARestartTheWatermarkThatItFollowedBefore() {
        WindowStore store = opened(journal);
        store.follow(time + 500);
        pay(store, 1, time, 5, 0, 0);
        pay(store, 2, time + 5000, 5, 0, 1);
        store.flushCache();
        store.flushCache();
        pay(store, 2, time + 5001, 5, 0, 2);
        store.flushCache();
        journal.deleteOldest(1);
        WindowStore restored = opened(journal);
        assertThat(restored.window().watermark()).isEqualTo(time + 500);
        assertThat(restored.window().time()).isEqualTo(time + 500);
        assertThat(restored.window().isLate(time + 1)).isFalse();
        restored.follow(time + 3000);
        restored.flushCache();
        assertThat(opened(journal).window().isLate(time + 1)).isTrue();
    }

    private void payToBoth(Random random, WindowStore steady, WindowStore restarted, long seed) {
        time += random.nextInt(10) == 0 ? random.nextInt(200) : random.nextInt(2);
        long at = random.nextInt(4) == 0 ? time - random.nextInt((int) (WINDOW + LATENESS)) : time;
        assertThat(restarted.window().isLate(at)).isEqualTo(steady.window().isLate(at));
        if (steady.window().isLate(at)) {
            return;
        }
        if (random.nextInt(20) == 0) {
            long watermark = time - random.nextInt(2000);
            steady.follow(watermark);
            restarted.follow(watermark);
        }
        long pair = random.nextBoolean() ? 0 : random.nextInt(PAIRS);
        long amount = 1L + random.nextInt(1000);
        int partition = random.nextInt(nextOffsets.length);
        long offset = nextOffsets[partition]++;
        int row = pay(steady, pair, at, amount, partition, offset);
        int again = pay(restarted, pair, at, amount, partition, offset);
        assertThat(restarted.window().sum(again))
                .as("seed %d", seed)
                .isEqualTo(steady.window().sum(row));
        assertThat(restarted.pair(again))
                .as("seed %d", seed)
                .isEqualTo(steady.pair(row))
                .isEqualTo(Subject.pair("from" + pair, "to" + pair));
        sameLedgers(steady, row, restarted, again);
        if (random.nextInt(5) == 0) {
            Episode episode = new Episode(0, pair, at, time, amount, at);
            steady.changed(episode);
            restarted.changed(episode);
        }
    }

    private static Set<Subject> names(WindowStore store) {
        Set<Subject> names = new HashSet<>();
        store.forEachPair(row -> names.add(store.pair(row)));
        return names;
    }

    private static void sameLedgers(WindowStore steady, int row, WindowStore restarted, int again) {
        PairLedger one = steady.window().ledger(row, RULE, (rule, origin) -> 1);
        PairLedger other = restarted.window().ledger(again, RULE, (rule, origin) -> 1);
        assertThat(other.size()).isEqualTo(one.size());
        long at = steady.window().time();
        long[] newest = one.newest(at - WINDOW, at, 10);
        long[] others = other.newest(at - WINDOW, at, 10);
        assertThat(others).hasSameSizeAs(newest);
        for (int i = 0; i < newest.length; i++) {
            assertThat(restarted.window().held().time(others[i]))
                    .isEqualTo(steady.window().held().time(newest[i]));
            assertThat(restarted.coordinates(others[i])).isEqualTo(steady.coordinates(newest[i]));
            assertThat(restarted.window().held().amount(others[i]))
                    .isEqualTo(steady.window().held().amount(newest[i]));
        }
    }

    @Test
    void writesSeveralRecordsWhenMuchArrivesBetweenTwoCommits() {
        WindowStore store = opened(journal);
        for (int i = 0; i < 100_000; i++) {
            pay(store, i, time, 7, i % 3, i);
        }
        assertThat(journal.records())
                .as("written before the commit, because they were full")
                .hasSizeGreaterThan(1);
        store.flushCache();
        assertThat(journal.records())
                .allSatisfy(written -> assertThat(written.value()).hasSizeLessThan(1_000_000));
        WindowStore restored = opened(journal);
        assertThat(restored.window().payments()).isEqualTo(100_000);
        assertThat(restored.window().pairs()).isEqualTo(100_000);
        assertThat(restored.coordinates(99_999)).isEqualTo(new Coordinates("city", 99_999 % 3, 99_999));
    }

    @Test
    void journalsThatItHasBegunAndThenNothingWhenNothingArrives() {
        WindowStore store = opened(journal);
        store.flushCache();
        assertThat(journal.records()).as("a task that commits has a journal").hasSize(1);
        store.flushCache();
        assertThat(journal.records()).hasSize(1);
        assertThat(opened(journal).window().payments()).isZero();
    }

    @Test
    void doesNotJournalAPaymentThatWouldOverflow() {
        WindowStore store = opened(journal);
        long most = Long.MAX_VALUE / Money.MAX_MINOR_UNITS;
        for (int i = 0; i < most; i++) {
            pay(store, 1, time, Money.MAX_MINOR_UNITS, 0, i);
        }
        store.flushCache();
        assertThat(pay(store, 1, time, Money.MAX_MINOR_UNITS, 0, most)).isEqualTo(PaymentWindow.OVERFLOW);
        store.flushCache();
        assertThat(journal.records()).hasSize(1);
    }

    @Test
    void restoresEpisodesWithTheirLatestState() {
        WindowStore store = opened(journal);
        for (int i = 0; i < 3; i++) {
            pay(store, 1, time + i, 5, 0, i);
            store.changed(new Episode(0, 77, time, time + i, i, time + i));
            store.flushCache();
        }
        WindowStore restored = opened(journal);
        int row = pay(restored, 1, time + 3, 5, 0, 3);
        Peak peak = new Peak(9, 10, 1, time + 3, time + 3, time + 3);
        Episode found = restored.window()
                .judge(row, 0, RULES.track(RULE), peak, none -> null, () -> -1)
                .episode();
        assertThat(found).extracting("id", "opened", "lastOver", "step").containsExactly(77L, time, time + 3, 9L);
    }

    @Test
    void aJournalThatOutlivesItsWindowBringsBackOnlyTheWindow() {
        WindowStore store = opened(journal);
        for (int i = 0; i < 100; i++) {
            pay(store, i, time + i * 100L, 5, 0, i);
            store.changed(new Episode(0, i, time, time, 1, time));
            store.flushCache();
        }
        WindowStore restored = opened(journal);
        assertThat(restored.window().payments())
                .isEqualTo(store.window().payments())
                .isEqualTo(11);
        assertThat(restored.window().time()).isEqualTo(time + 9900);
    }

    @Test
    void whatWasAddedAfterTheLastFlushIsGone() {
        WindowStore store = opened(journal);
        pay(store, 1, time, 5, 0, 0);
        store.flushCache();
        pay(store, 1, time, 6, 0, 1);
        store.close();
        WindowStore restored = opened(journal);
        assertThat(restored.window().sum(pay(restored, 1, time, 6, 0, 1))).isEqualTo(11);
    }

    @Test
    void cannotBeReadWhenItIsClosed() {
        WindowStore store = opened(journal);
        store.close();
        assertThatIllegalStateException().isThrownBy(store::window);
        assertThat(budget.used()).isZero();
    }

    private WindowStore opened(JournalTopic on) {
        WindowStore store = WindowStore.builder("window", () -> RULES, SETTINGS, budget, () -> Long.MAX_VALUE, Map.of())
                .build();
        on.open(store);
        store.rule(RuleId.PAIR_TOTAL);
        return store;
    }

    private static int pay(WindowStore store, long pair, long at, long amount, int partition, long offset) {
        int origin = store.origin("city", partition);
        return Paying.add(store, TestPairs.pair(pair), at, amount, origin, offset, 1);
    }
}
