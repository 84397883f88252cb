package io.fintrans.benchmark.worker;

import io.fintrans.benchmark.BenchmarkException;
import io.fintrans.benchmark.Dataset;
import io.fintrans.benchmark.DatasetPayment;
import io.fintrans.benchmark.Layout;
import io.fintrans.detector.state.MemoryBudget;
import io.fintrans.detector.state.PairKeys;
import io.fintrans.detector.state.PaymentWindow;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.AccountId;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * How many bytes of heap the detector's windows take for each payment that they keep: used heap after a collection, with the
 * windows of all tasks, less the same before.
 */
final class MemoryRun {
    private static final int COLLECTIONS = 3;

    private MemoryRun() {}

    static double bytesPerPayment(long records, int pairs) {
        long before = usedHeap();
        List<PaymentWindow> windows = fill(new Dataset("", Layout.UNIFORM, records, pairs, 0));
        long after = usedHeap();
        long kept = windows.stream().mapToLong(PaymentWindow::payments).sum();
        if (kept != records) {
            throw new BenchmarkException("The windows keep " + kept + " of " + records + " payments");
        }
        return (double) (after - before) / records;
    }

    private static List<PaymentWindow> fill(Dataset dataset) {
        MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE);
        List<PaymentWindow> windows = new ArrayList<>();
        for (int task = 0; task < Topics.DEFAULT_PARTITIONS; task++) {
            windows.add(new PaymentWindow(DetectorUnderTest.pairRules(), budget));
        }
        PairKeys keys = new PairKeys();
        for (long n = 0; n < dataset.records(); n++) {
            DatasetPayment payment = dataset.payment(n);
            windows.get(payment.pair() % windows.size())
                    .add(
                            keys.of(account(payment.source()), account(payment.target())),
                            payment.time(),
                            payment.amount() * 100L,
                            payment.city(),
                            n,
                            (rule, origin) -> WorkerTask.THRESHOLD_MINOR_UNITS);
        }
        return windows;
    }

    private static AccountId account(int number) {
        return AccountId.of(Integer.toString(number));
    }

    private static long usedHeap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
