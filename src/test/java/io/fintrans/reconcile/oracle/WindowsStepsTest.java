package io.fintrans.reconcile.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fintrans.reconcile.TopicsInMemory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Counts what the oracle looks at, instead of the time: in whatever order a pair pays, it must stay near n log n. */
class WindowsStepsTest {
    private static final long WINDOW = 86_400_000;
    private static final long LATENESS = 600_000;
    /** Of a hundred thousand payments; binary searches count as so many steps. */
    private static final int LOGARITHM = 17;

    enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST,
        OF_EQUAL_TIME,
        ALL_LATE,
        ANYHOW,
        FROM_BOTH_ENDS,
        ALL_WINDOWS_APART;

        /** When the payment of this number was made, in milliseconds. */
        long time(int i) {
            return 1_000_000_000_000L
                    + switch (this) {
                        case OLDEST_FIRST -> i;
                        case NEWEST_FIRST -> -1000L * i;
                        case OF_EQUAL_TIME -> 0;
                        case ALL_LATE -> i == 0 ? 2 * LATENESS + 1_000_000L : i;
                        case ANYHOW -> new Random(i).nextInt(86_400_000);
                        case FROM_BOTH_ENDS -> (i % 2 == 0 ? 1000L : -1000L) * i;
                        case ALL_WINDOWS_APART -> 2 * WINDOW * i;
                    };
        }
    }

    @ParameterizedTest
    @EnumSource
    void staysNearTheNumberOfPaymentsWhateverTheirOrder(Order order) {
        for (int size : new int[] {1000, 100_000}) {
            PairPayments payments = payments(order, size);
            Windows windows = new Windows(payments, LATENESS);
            windows.episodes();
            assertThat(windows.steps()).as("%d payments", size).isLessThan((10L + 4 * LOGARITHM) * size);
            long before = windows.steps();
            for (int i = 0; i < size; i++) {
                windows.mayReopenAt(payments.times()[i]);
            }
            assertThat(windows.steps() - before)
                    .as("as many second episodes as payments")
                    .isLessThan((2L + 4 * LOGARITHM) * size);
        }
    }

    private static PairPayments payments(Order order, int size) {
        long[] arrivals = new long[size];
        long[] late = new long[size];
        long newest = Long.MIN_VALUE / 2;
        for (int i = 0; i < size; i++) {
            arrivals[i] = order.time(i);
            late[i] = arrivals[i] < newest - LATENESS ? newest : Long.MIN_VALUE;
            newest = Math.max(newest, arrivals[i]);
        }
        int[] sorted = PairPayments.sorted(arrivals);
        PairPayments payments = PairPayments.ofSize(TopicsInMemory.track(WINDOW), size);
        Arrays.fill(payments.thresholds(), 10);
        Arrays.fill(payments.amounts(), 11);
        for (int i = 0; i < size; i++) {
            payments.times()[i] = arrivals[sorted[i]];
            payments.seenBefore()[i] = late[sorted[i]];
            payments.slots()[i] = sorted[i];
        }
        return payments;
    }
}
