package io.fintrans.reconcile.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.reconcile.TopicsInMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Small random cases, with ties and windows cut at exactly their length, against sums over all pairs of payments. */
class WindowsTest {
    private static final long WINDOW = 10;
    private static final long LATENESS = 3;
    private static final Track TRACK = TopicsInMemory.track(WINDOW);
    private static final int SEEDS = 20_000;

    @Test
    void addsUpAsOneWhoLooksAtEveryPaymentForEveryWindow() {
        for (long seed = 0; seed < SEEDS; seed++) {
            PairPayments payments = random(new Random(seed));
            Windows windows = new Windows(payments, LATENESS);
            for (int i = 0; i < payments.size(); i++) {
                assertThat(windows.total(i)).as("seed %d, payment %d", seed, i).isEqualTo(total(payments, i));
                assertThat(windows.step(i)).as("seed %d, payment %d", seed, i).isEqualTo(step(payments, i));
                assertThat(windows.certainStep(i))
                        .as("seed %d, payment %d", seed, i)
                        .isEqualTo(certainStep(payments, i));
            }
        }
    }

    @Test
    void makesTheEpisodesOfOneWhoMergesNeighbours() {
        for (long seed = 0; seed < SEEDS; seed++) {
            PairPayments payments = random(new Random(seed));
            List<Episode> expected = episodes(payments);
            assertThat(new Windows(payments, LATENESS).episodes())
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void opensASecondEpisodeWhereNothingCertainIsOverBeforeIt() {
        for (long seed = 0; seed < SEEDS; seed++) {
            PairPayments payments = random(new Random(seed));
            Windows windows = new Windows(payments, LATENESS);
            for (long time = 0; time < 50; time++) {
                boolean may = true;
                for (int i = 0; i < payments.size(); i++) {
                    long before = time - payments.times()[i];
                    may &= before <= LATENESS || before >= WINDOW || certainStep(payments, i) == 0;
                }
                assertThat(windows.mayReopenAt(time))
                        .as("seed %d, time %d", seed, time)
                        .isEqualTo(may);
            }
        }
    }

    @Test
    void leavesOutWhatIsAWholeWindowOld() {
        assertThat(windows(new long[] {0, 10}, 6, 6).step(1)).isZero();
        assertThat(windows(new long[] {1, 10}, 6, 6).step(1)).isEqualTo(1);
    }

    @Test
    void isNotOverAtExactlyTheThreshold() {
        assertThat(windows(new long[] {1, 2}, 5, 5).step(1)).isZero();
        assertThat(windows(new long[] {1, 2}, 10, 10).step(1)).isEqualTo(1);
    }

    @Test
    void opensANewEpisodeAfterExactlyAWindow() {
        assertThat(windows(new long[] {0, 9}, 11, 11).episodes()).hasSize(1);
        assertThat(windows(new long[] {0, 10}, 11, 11).episodes()).hasSize(2);
    }

    @Test
    void staysAtTheLargestNumberWhenTheTotalDoesNotFit() {
        Windows windows = windows(new long[] {0, 1, 20}, Long.MAX_VALUE - 1, Long.MAX_VALUE - 1, 7);

        assertThat(windows.total(1)).isEqualTo(Long.MAX_VALUE);
        assertThat(windows.total(2)).isEqualTo(7);
    }

    private static Windows windows(long[] times, long... amounts) {
        long[] thresholds = new long[times.length];
        Arrays.fill(thresholds, 10);
        long[] seenBefore = new long[times.length];
        Arrays.fill(seenBefore, Long.MIN_VALUE);
        return new Windows(
                new PairPayments(TRACK, times, amounts, thresholds, seenBefore, new int[times.length]), LATENESS);
    }

    /** Payments in a random order of arrival; late is what is more than {@link #LATENESS} behind the newest so far. */
    private static PairPayments random(Random random) {
        int size = 1 + random.nextInt(12);
        long[] arrivals = new long[size];
        long[] late = new long[size];
        long newest = Long.MIN_VALUE / 2;
        for (int i = 0; i < size; i++) {
            arrivals[i] = random.nextInt(45);
            late[i] = arrivals[i] < newest - LATENESS ? newest : Long.MIN_VALUE;
            newest = Math.max(newest, arrivals[i]);
        }
        int[] order = PairPayments.sorted(arrivals);
        PairPayments payments = PairPayments.ofSize(TRACK, size);
        for (int i = 0; i < size; i++) {
            payments.times()[i] = arrivals[order[i]];
            payments.amounts()[i] = 1L + random.nextInt(9);
            payments.thresholds()[i] = random.nextInt(4) == 0 ? 5 : 10;
            payments.seenBefore()[i] = late[order[i]];
        }
        return payments;
    }

    private static boolean isInWindow(PairPayments payments, int payment, int end) {
        long age = payments.times()[end] - payments.times()[payment];
        return age >= 0 && age < WINDOW;
    }

    private static long total(PairPayments payments, int end) {
        long total = 0;
        for (int i = 0; i < payments.size(); i++) {
            total += isInWindow(payments, i, end) ? payments.amounts()[i] : 0;
        }
        return total;
    }

    private static long step(PairPayments payments, int end) {
        return step((total(payments, end) - 1) / payments.thresholds()[end]);
    }

    /** 1 to 10, 20, 40, 80 and so on. */
    private static long step(long times) {
        long step = 0;
        for (long next = 1; next <= times; next = next < 10 ? next + 1 : next * 2) {
            step = next;
        }
        return step;
    }

    private static long certainStep(PairPayments payments, int end) {
        if (payments.seenBefore()[end] != Long.MIN_VALUE) {
            return 0;
        }
        long total = 0;
        for (int i = 0; i < payments.size(); i++) {
            boolean late = payments.seenBefore()[i] != Long.MIN_VALUE;
            boolean windowWasClosed = late && payments.times()[end] < payments.seenBefore()[i] - LATENESS;
            total += isInWindow(payments, i, end) && !windowWasClosed ? payments.amounts()[i] : 0;
        }
        return step(Math.max(0, total - 1) / payments.thresholds()[end]);
    }

    private static List<Episode> episodes(PairPayments payments) {
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < payments.size(); i++) {
            if (step(payments, i) > 0) {
                Episode one = new Episode(payments.times()[i], payments.times()[i], certainStep(payments, i));
                Episode last = episodes.isEmpty() ? null : episodes.get(episodes.size() - 1);
                if (last != null && one.first() - last.last() < WINDOW) {
                    one = new Episode(last.first(), one.last(), Math.max(last.step(), one.step()));
                    episodes.remove(episodes.size() - 1);
                }
                episodes.add(one);
            }
        }
        return episodes;
    }
}
