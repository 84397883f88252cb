package io.fintrans.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fintrans.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Runs the whole benchmark with little data: the figures mean nothing then, but all of them must be there. */
class BenchmarkIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void measuresEveryFigureAndFindsTheSamePairsInEveryWay() throws Exception {
        int exit = run(
                "--output", "json", "--records", "60000", "--pairs", "10000", "--rounds", "1", "--steady-seconds", "3");
        assertThat(exit).as(err.toString()).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.required("agree").booleanValue()).isTrue();
        assertThat(Stream.of(
                        "/throughput/plainConsumer",
                        "/throughput/emptyTopology",
                        "/throughput/detector",
                        "/throughput/withoutAccepted",
                        "/throughput/emptyTopologyInStep",
                        "/throughput/backtest",
                        "/ratios/restoreToDetector",
                        "/latency/committedMillis/p99LessAcknowledged",
                        "/throughput/streamsInMemory",
                        "/throughput/streamsRocksDb",
                        "/throughput/streamsSlidingWindow",
                        "/throughput/skewed",
                        "/throughput/rekeyed",
                        "/throughput/volume",
                        "/restore/paymentsPerSecond",
                        "/memory/bytesPerPayment",
                        "/memory/bytesPerPaymentManyPairs",
                        "/changelog/amplification",
                        "/accepted/amplification",
                        "/latency/uncommittedMillis/p50",
                        "/latency/uncommittedMillis/p99",
                        "/latency/uncommittedMillis/p999",
                        "/latency/committedMillis/p50",
                        "/latency/committedMillis/p99",
                        "/latency/committedMillis/p999"))
                .allSatisfy(
                        name -> assertThat(json.at(name).doubleValue()).as(name).isPositive());
    }

    /** {@code ./verify} installs InfluxDB. */
    @Test
    void measuresIngestBesidePreparedRequests() throws Exception {
        int exit = run("--ingest", "--output", "json", "--records", "60000", "--pairs", "10000", "--rounds", "1");
        assertThat(exit).as(err.toString()).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.required("agree").booleanValue()).as(err.toString()).isTrue();
        assertThat(json.at("/throughput/ingest").doubleValue()).isPositive();
        assertThat(json.at("/throughput/preparedRequests").doubleValue()).isPositive();
        assertThat(json.at("/ratios/ingestToPreparedRequests").doubleValue()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--pairs=5", "--rounds=0", "--only=everything"})
    void refusesWhatCannotBeMeasured(String option) {
        assertThat(run(option)).isEqualTo(2);
    }

    private int run(String... options) {
        CommandLine main = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return main.execute(
                Stream.concat(Stream.of("benchmark"), Stream.of(options)).toArray(String[]::new));
    }
}
