package io.fintrans.detector.state;

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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to keep one payment when the window holds a million: while it fills nothing leaves, and when it is full one leaves
 * for each that comes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class PaymentWindowBenchmark {
    private static final int PAYMENTS = 1_000_000;
    private static final long NEVER = Long.MAX_VALUE;

    @Param({"1000", "100000", "1000000"})
    public int pairs;

    /** Whether a window's worth of payments is there already. */
    @Param({"false", "true"})
    public boolean full;

    private PaymentWindow window = empty();
    private long time;

    @Setup(Level.Iteration)
    public void prepare() {
        window = empty();
        time = 0;
        if (full) {
            add();
        }
    }

    @TearDown(Level.Iteration)
    public void release() {
        window.close();
    }

    @Benchmark
    @OperationsPerInvocation(PAYMENTS)
    public long add() {
        SplittableRandom random = new SplittableRandom(pairs);
        for (int n = 0; n < PAYMENTS; n++) {
            long pair = random.nextInt(pairs);
            time++;
            window.add(hash(pair), hash(~pair), time, 100, 0, n, (rule, origin) -> NEVER);
        }
        return window.payments();
    }

    private static PaymentWindow empty() {
        return new PaymentWindow(TestRules.pairTotal(PAYMENTS, 0), new MemoryBudget(Long.MAX_VALUE));
    }

    private static long hash(long value) {
        return new SplittableRandom(value).nextLong();
    }
}
