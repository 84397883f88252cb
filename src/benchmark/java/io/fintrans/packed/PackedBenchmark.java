package io.fintrans.packed;

import io.fintrans.transaction.AccountId;
import io.fintrans.transaction.Money;
import io.fintrans.transaction.Payment;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to pack and to unpack payments, and how large they become; the counter {@code payments} is a second's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PackedBenchmark {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** Each payment is of one of so many pairs. */
    private static final int PAIRS = 100_000;

    @Param({"1", "10", "100", "10000"})
    public int payments;

    /** How accounts are written: six digits, or as an IBAN. */
    @Param({"%06d", "DE%020d"})
    public String account = "%06d";

    private final PackedWriter writer = new PackedWriter(Money.USD, 8 << 20);
    private final PackedReader reader = new PackedReader();
    private Payment[] all = {};
    private AccountId nobody = AccountId.of("x");
    private byte[] record = {};

    /** Payments a second. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Count {
        public long payments;

        @Setup(Level.Iteration)
        public void reset() {
            payments = 0;
        }
    }

    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(payments);
        all = new Payment[payments];
        for (int i = 0; i < payments; i++) {
            int pair = random.nextInt(PAIRS);
            long amount = 100L * (1 + random.nextInt(9999));
            all[i] = Payment.of(account(pair), account(PAIRS + pair * 7), Money.usd(amount));
        }
        record = pack();
        nobody = AccountId.of(all[0].source().toString().replace('0', 'x'));
    }

    private AccountId account(int number) {
        return AccountId.of(String.format(Locale.ROOT, account, number));
    }

    @TearDown
    public void tell() {
        System.out.printf(Locale.ROOT, "%n%.1f bytes a payment%n", (double) record.length / payments);
    }

    @Benchmark
    public byte[] encode(Count count) {
        count.payments += payments;
        return pack();
    }

    private byte[] pack() {
        for (int i = 0; i < all.length; i++) {
            Payment payment = all[i];
            writer.add(payment, payment.amount().minorUnits(), 1_800_000_000_000L + i / 10, "NYC", i & 3, i, false);
        }
        return writer.take(NOTHING);
    }

    /** As a stage does that handles each payment. */
    @Benchmark
    public long decode(Count count) {
        count.payments += payments;
        long sum = 0;
        reader.open(record, 0, record.length);
        while (reader.next()) {
            sum += reader.payment().amount().minorUnits() + reader.offset();
        }
        return sum;
    }

    /** As a reader does that needs no objects. */
    @Benchmark
    public long walk(Count count) {
        count.payments += payments;
        long sum = 0;
        reader.open(record, 0, record.length);
        while (reader.next()) {
            sum += reader.counted() + reader.source();
        }
        return sum;
    }

    /** As a reader does that looks for one account, which is not there. */
    @Benchmark
    public int passOver(Count count) {
        count.payments += payments;
        reader.open(record, 0, record.length);
        return reader.find(nobody);
    }
}
