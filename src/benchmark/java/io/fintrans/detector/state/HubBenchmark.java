package io.fintrans.detector.state;

import io.fintrans.detector.rule.PairRule;
import io.fintrans.detector.rule.PairRules;
import io.fintrans.testing.TestRules;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to keep and judge one payment of a pair that is over the threshold, in whatever order its payments come. A full window
 * has one payment leave for each that comes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 10)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class HubBenchmark {
    private static final int PAYMENTS = 50_000;

    /** How the times of payments go. */
    public enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST,
        ANYHOW
    }

    @Param
    public Order order = Order.OLDEST_FIRST;

    /** How many payments the pair has in a full window; no more than so many come, if they do not come in order. */
    @Param({"12", "60", "1000", "10000", "50000"})
    public int held;

    private PairRule rule = TestRules.pairTotal(1);
    private PaymentWindow window = empty();

    @Setup(Level.Iteration)
    public void prepare() {
        window.close();
        window = empty();
    }

    @Benchmark
    @OperationsPerInvocation(PAYMENTS)
    public long judge() {
        SplittableRandom random = new SplittableRandom(held);
        long over = 0;
        for (int n = 0; n < PAYMENTS; n++) {
            int inBatch = n % held;
            // All of a batch's times are in one window; the next batch lets it leave.
            long begin = 2L * (n - inBatch);
            long time =
                    switch (order) {
                        case OLDEST_FIRST -> n;
                        case NEWEST_FIRST -> begin + held - inBatch;
                        case ANYHOW -> begin + random.nextInt(held);
                    };
            if (!window.isLate(time)) {
                int row = window.add(1, 1, time, 100, 0, n, (any, origin) -> 1);
                over += rule.look(window.ledger(row, rule, (any, origin) -> 1), time, window.heldFrom()) == null
                        ? 0
                        : 1;
            }
        }
        return over;
    }

    private PaymentWindow empty() {
        PairRules rules = TestRules.pairTotal(Math.max(held, 1), 0);
        rule = rules.all().get(0);
        return new PaymentWindow(rules, new MemoryBudget(Long.MAX_VALUE));
    }
}
