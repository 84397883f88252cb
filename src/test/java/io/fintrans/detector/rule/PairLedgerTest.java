package io.fintrans.detector.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ledger against a plain list. */
class PairLedgerTest {
    private record Entry(long time, long amount, long limit, long reference) {}

    private final PairLedger ledger = new PairLedger();
    private final List<Entry> naive = new ArrayList<>();
    private long references;

    @Test
    void isEmptyAtFirst() {
        assertThat(ledger.size()).isZero();
        assertThat(ledger.firstAfter(Long.MIN_VALUE)).isZero();
        assertThat(ledger.total(0, 0)).isZero();
    }

    @Test
    void keepsPaymentsWithEqualTimesInOrderOfArrival() {
        add(5, 1);
        add(5, 2);
        add(4, 3);
        add(5, 4);
        check();
        assertThat(ledger.reference(0)).isEqualTo(2);
        assertThat(ledger.reference(3)).isEqualTo(3);
    }

    @Test
    void holdsWhatAListHoldsWhateverTheSeed() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            ledger.clear();
            naive.clear();
            long time = 0;
            int aim = 1 + random.nextInt(200);
            for (int i = 0; i < 600; i++) {
                time += random.nextInt(3);
                if (naive.isEmpty() || random.nextInt(2 * aim) > naive.size()) {
                    add(random.nextInt(4) == 0 ? time - random.nextInt(30) : time, 1 + random.nextInt(1000));
                } else {
                    remove(random.nextInt(3) == 0 ? random.nextInt(naive.size()) : 0);
                }
                checkSome(random);
            }
            check();
        }
    }

    @Test
    void growsOnlyWithWhatItHolds() {
        for (int i = 0; i < 100_000; i++) {
            add(i, 1);
            if (naive.size() > 6) {
                remove(0);
            }
        }
        check();
        assertThat(ledger.bytes()).isLessThan(2048);
    }

    @Test
    void totalsAreRightWhenRunningTotalsWrapAround() {
        for (int i = 0; i < 100; i++) {
            add(i, Long.MAX_VALUE / 3 - i);
            if (naive.size() > 3) {
                remove(i % 3);
            }
            check();
        }
    }

    @Test
    void ignoresAReferenceThatItDoesNotHold() {
        add(1, 10);
        add(2, 20);
        ledger.remove(99);
        check();
    }

    @Test
    void canBeUsedAgainAfterItWasCleared() {
        for (int i = 0; i < 20; i++) {
            add(i, 7);
        }
        remove(0);
        ledger.clear();
        naive.clear();
        add(3, 9);
        check();
    }

    private void add(long time, long amount) {
        Entry entry = new Entry(time, amount, amount * 2, references++);
        ledger.add(time, amount, entry.limit(), entry.reference());
        naive.add(entry);
        naive.sort(Comparator.comparingLong(Entry::time));
    }

    private void remove(int position) {
        ledger.remove(naive.remove(position).reference());
    }

    /** Every position; totals from the first and to the last. */
    private void check() {
        assertThat(ledger.size()).isEqualTo(naive.size());
        long total = 0;
        for (int i = 0; i < naive.size(); i++) {
            Entry entry = naive.get(i);
            total += entry.amount();
            assertThat(ledger.time(i)).isEqualTo(entry.time());
            assertThat(ledger.limit(i)).isEqualTo(entry.limit());
            assertThat(ledger.reference(i)).isEqualTo(entry.reference());
            assertThat(ledger.total(i, i + 1)).isEqualTo(entry.amount());
            assertThat(ledger.total(0, i + 1)).isEqualTo(total);
        }
    }

    private void checkSome(Random random) {
        assertThat(ledger.size()).isEqualTo(naive.size());
        int first = random.nextInt(naive.size() + 1);
        int end = first + random.nextInt(naive.size() - first + 1);
        long total = 0;
        for (Entry entry : naive.subList(first, end)) {
            total += entry.amount();
        }
        assertThat(ledger.total(first, end)).isEqualTo(total);
        if (first < naive.size()) {
            long time = naive.get(first).time();
            int after = first;
            while (after < naive.size() && naive.get(after).time() == time) {
                after++;
            }
            assertThat(ledger.firstAfter(time)).isEqualTo(after);
        }
    }
}
