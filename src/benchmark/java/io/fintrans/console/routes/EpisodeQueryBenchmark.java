package io.fintrans.console.routes;

import io.fintrans.alert.Alert;
import io.fintrans.console.desk.Episode;
import io.fintrans.console.desk.EpisodeRow;
import io.fintrans.testing.TestAlert;
import io.fintrans.transaction.Coordinates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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

/** What it costs to find a page of fifty among a hundred thousand episodes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EpisodeQueryBenchmark {
    private static final int EPISODES = 100_000;

    /** A parameter of the request and its value. */
    @Param({"sort=at", "sort=total", "q=777", "min=50000"})
    public String parameter = "";

    private final List<EpisodeRow> rows = new ArrayList<>();
    private final Instant now = Instant.ofEpochSecond(1_800_000_000);

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < EPISODES; i++) {
            Alert alert = TestAlert.of(String.format("%016x", i), 1)
                    .pair(Integer.toString(random.nextInt(50_000)), Integer.toString(50_000 + random.nextInt(50_000)))
                    .total(random.nextLong(10_000_00, 100_000_00))
                    .window(Duration.ofHours(24))
                    .at(now.minusSeconds(i))
                    .payments(10)
                    .build();
            rows.add(new EpisodeRow(Episode.of(alert, new Coordinates("fintrans.alerts", 0, i)), null, false));
        }
    }

    @Benchmark
    public Map<String, Object> page() {
        String[] pair = parameter.split("=", 2);
        return new EpisodeQuery(name -> name.equals(pair[0]) ? pair[1] : null).apply(rows, now);
    }
}
