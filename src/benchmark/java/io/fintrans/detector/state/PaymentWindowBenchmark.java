package io.fintrans.detector.state;

import io.fintrans.detector.state.JournalSettings.InForce;
import io.fintrans.testing.TestRules;
import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
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
 * for each that comes. An account has ten pairs. What it takes to make the pair's key of its names is in it, for every payment needs that.
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

    private static final int PAIRS_PER_ACCOUNT = 10;
    private static final int BETWEEN_COMMITS = 2000;
    private static final Money AMOUNT = Money.usd(100);
    private static final int DIGITS = 7;
    private static final int FIRST_ACCOUNT = 1_000_000;

    private final Origins origins = new Origins();
    private final JournalWriter writer = new JournalWriter(origins, new RuleNames());
    private final PairKeys keys = new PairKeys();
    private PaymentWindow window = empty();
    private long time;

    @Setup(Level.Trial)
    public void settings() {
        String rules = "00".repeat(JournalSettings.DIGEST);
        writer.settings(new InForce("detector", new JournalSettings(1, 1, 0, 1, rules), InForce.ALWAYS));
        origins.numberOf("London", 0);
    }

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
            byte[] record = record(random.nextInt(pairs));
            time++;
            PairKey pair = keys.of(view(record, 0), view(record, DIGITS + 1));
            window.add(pair, time, 100, 0, n, (rule, origin) -> NEVER);
        }
        return window.payments();
    }

    @Benchmark
    @OperationsPerInvocation(PAYMENTS)
    public long addAndJournal() {
        SplittableRandom random = new SplittableRandom(pairs);
        long bytes = 0;
        for (int n = 0; n < PAYMENTS; n++) {
            byte[] record = record(random.nextInt(pairs));
            time++;
            PairKey pair = keys.of(view(record, 0), view(record, DIGITS + 1));
            window.add(pair, time, 100, 0, n, (rule, origin) -> NEVER);
            Payment payment = Payment.of(pair.source(), pair.target(), AMOUNT);
            writer.payment(payment, time, 0, n, false);
            if (n % BETWEEN_COMMITS == 0) {
                bytes += writer.take().length;
            }
        }
        return bytes;
    }

    /** Source and target of a pair, as they would be in a record. */
    private byte[] record(int pair) {
        int accounts = pairs / PAIRS_PER_ACCOUNT;
        int source = pair % accounts;
        int target = (source + 1 + pair / accounts) % accounts;
        byte[] record = new byte[2 * DIGITS + 1];
        write(FIRST_ACCOUNT + source, record, DIGITS);
        write(FIRST_ACCOUNT + target, record, 2 * DIGITS + 1);
        return record;
    }

    private static void write(int number, byte[] record, int end) {
        int rest = number;
        for (int at = end - 1; at >= end - DIGITS; at--) {
            record[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static AccountId view(byte[] record, int from) {
        return AccountId.view(record, from, DIGITS);
    }

    private static PaymentWindow empty() {
        return new PaymentWindow(TestRules.pairTotal(PAYMENTS, 0), new MemoryBudget(Long.MAX_VALUE));
    }
}
