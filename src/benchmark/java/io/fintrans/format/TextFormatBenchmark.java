package io.fintrans.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fintrans.transaction.Decoded;
import java.util.concurrent.TimeUnit;
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

/** What it costs to read one payment. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TextFormatBenchmark {
    /** As the original demo wrote it, as account numbers look, and what must be rejected. */
    @Param({"396 465 6789", "DE89370400440532013000 GB29NWBK60161331926819 1234.56", "396 465 -1"})
    public String text = "";

    private final TextFormat format = new TextFormat();
    private byte[] value = {};

    @Setup
    public void encode() {
        value = text.getBytes(US_ASCII);
    }

    @Benchmark
    public Decoded decode() {
        return format.decode(value);
    }
}
