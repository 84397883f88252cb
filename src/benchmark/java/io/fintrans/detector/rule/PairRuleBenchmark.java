package io.fintrans.detector.rule;

import io.fintrans.testing.TestRules;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to look at a pair that has passed the threshold, for the newest payment and for one that came late. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PairRuleBenchmark {
    private static final long WINDOW = 86_400_000;
    private static final long THRESHOLD = 1_000_000;

    /** How many payments the pair has in the window. */
    @Param({"12", "1000", "100000"})
    public int payments;

    /** How many of them are later than the one that is looked at. */
    @Param({"0", "10"})
    public int later;

    private final PairRule rule = TestRules.pairTotal(WINDOW);
    private final PairLedger ledger = new PairLedger(WINDOW, Steps.MORE_THAN);

    @Setup
    public void fill() {
        for (int n = 0; n < payments; n++) {
            ledger.add(n, THRESHOLD, THRESHOLD, n);
        }
    }

    @Benchmark
    public @Nullable Peak evaluate() {
        return rule.look(ledger, payments - 1 - later, 0);
    }
}
