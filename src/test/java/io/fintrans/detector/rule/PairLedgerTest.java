package io.fintrans.detector.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.testing.TestRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The ledger against a plain list. */
class PairLedgerTest {
    private static final long WINDOW = 300;

    private record Entry(long time, long amount, long limit, long reference) {}

    private final PairLedger ledger = new PairLedger(WINDOW, Steps.MORE_THAN);
    private final PairRule rule = TestRules.pairTotal(WINDOW);
    private final List<Entry> naive = new ArrayList<>();
    private long references;

    @Test
    void isEmptyAtFirst() {
        assertThat(ledger.size()).isZero();
        assertThat(ledger.total(5)).isZero();
        assertThat(ledger.payments(5)).isZero();
        assertThat(ledger.newest(5 - WINDOW, 5, 10)).isEmpty();
        assertThat(rule.look(ledger, 5, 0)).isNull();
    }

    @Test
    void keepsPaymentsWithEqualTimesInOrderOfArrival() {
        add(5, 1, 9);
        add(5, 2, 8);
        add(4, 3, 9);
        add(5, 4, 9);
        assertThat(ledger.newest(5 - WINDOW, 5, 3)).containsExactly(0, 1, 3);
        assertThat(ledger.newest(5 - WINDOW, 5, 9)).containsExactly(2, 0, 1, 3);
        check(5);
    }

    @Test
    void holdsWhatAListHoldsWhateverTheSeed() {
        for (long seed = 0; seed < 60; seed++) {
            live(new Random(seed), seed);
        }
    }

    /** Long enough for branches of branches; in order, newest first, or anyhow; one threshold or three; leaving in any order. */
    private void live(Random random, long seed) {
        ledger.clear();
        naive.clear();
        int aim = 1 + random.nextInt(random.nextInt(4) == 0 ? 3000 : 300);
        int limits = 1 + 2 * random.nextInt(2);
        int order = random.nextInt(3);
        long time = 1_000_000;
        for (int i = 0; i < 2 * aim + 200; i++) {
            time += order == 1 ? -random.nextInt(3) : random.nextInt(3);
            long at = order == 2 ? 1_000_000L + random.nextInt(2000) : time;
            if (naive.isEmpty() || random.nextInt(2 * aim) > naive.size()) {
                add(at, 1 + random.nextInt(1000), 10_000L * (1 + random.nextInt(limits)));
            } else {
                remove(random.nextInt(3) == 0 ? random.nextInt(naive.size()) : 0);
            }
            if (i % (1 + aim / 50) == 0) {
                checkSome(random, seed);
            }
        }
        while (!naive.isEmpty()) {
            remove(random.nextInt(naive.size()));
            if (naive.size() % 64 == 1) {
                checkSome(random, seed);
            }
        }
        assertThat(ledger.size()).isZero();
    }

    @Test
    void growsOnlyWithWhatItHolds() {
        for (int i = 0; i < 100_000; i++) {
            add(i, 1, 100);
            if (naive.size() > 6) {
                remove(0);
            }
        }
        check(99_999);
        assertThat(ledger.bytes()).isLessThan(8192);
    }

    /** Those that stay are spread over all of it. */
    @Test
    void givesMemoryBackWhenFewPaymentsStay() {
        for (int i = 0; i < 20_000; i++) {
            ledger.add(i, 1, 100, i);
        }
        assertThat(ledger.bytes()).as("filled in order").isLessThan(20_000 * 40);
        for (int i = 0; i < 20_000; i++) {
            if (i % 64 != 0) {
                ledger.remove(i, i);
            }
        }
        assertThat(ledger.size()).isEqualTo(313);
        assertThat(ledger.bytes()).isLessThan(313 * 200);
    }

    @Test
    void totalsUpToTheLimitOfALongAreExact() {
        for (int i = 0; i < 100; i++) {
            add(i * WINDOW / 2, Long.MAX_VALUE / 3 - i, 5);
            if (naive.size() > 3) {
                remove(i % 3);
            }
            check(i * WINDOW / 2);
        }
    }

    @Test
    void ignoresAPaymentThatItDoesNotHold() {
        add(1, 10, 100);
        add(2, 20, 100);
        ledger.remove(2, 99);
        ledger.remove(3, 1);
        ledger.remove(0, 0);
        check(2);
    }

    @Test
    void canBeUsedAgainAfterItWasCleared() {
        for (int i = 0; i < 2000; i++) {
            add(i, 7, i % 2);
        }
        remove(0);
        ledger.clear();
        naive.clear();
        assertThat(ledger.bytes()).isLessThan(8192);
        add(3, 9, 4);
        check(3);
    }

    private void add(long time, long amount, long limit) {
        Entry entry = new Entry(time, amount, limit, references++);
        ledger.add(time, amount, limit, entry.reference());
        naive.add(entry);
    }

    private void remove(int position) {
        Entry entry = naive.remove(position);
        ledger.remove(entry.time(), entry.reference());
    }

    private void checkSome(Random random, long seed) {
        if (!naive.isEmpty()) {
            long at = naive.get(random.nextInt(naive.size())).time();
            check(at + random.nextInt(3) - 1);
            long heldFrom = random.nextBoolean() ? 0 : at + random.nextInt((int) WINDOW);
            assertThat(rule.look(ledger, at, heldFrom)).as("seed %d", seed).isEqualTo(peak(at, heldFrom));
        }
    }

    private Stream<Entry> window(long at) {
        return naive.stream().filter(entry -> entry.time() > at - WINDOW && entry.time() <= at);
    }

    private void check(long at) {
        assertThat(ledger.size()).isEqualTo(naive.size());
        assertThat(ledger.total(at))
                .isEqualTo(window(at).mapToLong(Entry::amount).sum());
        assertThat(ledger.payments(at)).isEqualTo((int) window(at).count());
        long[] all = window(at)
                .sorted(Comparator.comparingLong(Entry::time).thenComparingLong(Entry::reference))
                .mapToLong(Entry::reference)
                .toArray();
        long[] newest = ledger.newest(at - WINDOW, at, 100);
        assertThat(newest).containsExactly(Arrays.copyOfRange(all, all.length - newest.length, all.length));
        assertThat(newest).hasSize(Math.min(all.length, 100));
    }

    private @Nullable Peak peak(long time, long heldFrom) {
        Peak peak = null;
        for (Entry end : naive) {
            if (end.time() < Math.max(time, heldFrom) || end.time() >= time + WINDOW) {
                continue;
            }
            long total = window(end.time()).mapToLong(Entry::amount).sum();
            if (total > end.limit()) {
                Peak one = new Peak(
                        Steps.MORE_THAN.reached(total, end.limit()),
                        total,
                        end.limit(),
                        end.time(),
                        end.time(),
                        end.time());
                peak = peak == null ? one : peak.with(one);
            }
        }
        return peak;
    }
}
