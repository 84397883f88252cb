package io.fintrans.cli;

import io.fintrans.benchmark.Benchmark;
import io.fintrans.benchmark.BenchmarkException;
import io.fintrans.benchmark.BenchmarkReport;
import io.fintrans.benchmark.BenchmarkSettings;
import io.fintrans.benchmark.IngestBenchmark;
import io.fintrans.benchmark.Launcher;
import io.fintrans.benchmark.NetworkBenchmark;
import io.fintrans.benchmark.quality.LabelledSet;
import io.fintrans.benchmark.quality.QualityReport;
import io.fintrans.benchmark.quality.QualityRun;
import io.fintrans.benchmark.quality.QualityTraffic;
import io.fintrans.cli.option.QualityOptions;
import io.fintrans.cli.output.Json;
import io.fintrans.cli.output.ProgressLine;
import io.fintrans.cli.output.QualityJson;
import io.fintrans.cli.output.QualityText;
import io.fintrans.cli.output.ReadingProgress;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.start.InfluxWait;
import io.fintrans.cli.value.OutputForm;
import io.fintrans.cli.value.ThreadsConverter;
import io.fintrans.demo.InfluxServer;
import io.fintrans.detector.DetectorSettings;
import io.fintrans.machine.Folders;
import io.fintrans.machine.Ports;
import io.fintrans.process.BenchmarkFlags;
import io.fintrans.process.Child;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.ProcessorShares;
import io.fintrans.process.Program;
import io.fintrans.timeseries.Dialect;
import io.fintrans.timeseries.InfluxAccess;
import io.fintrans.transaction.Count;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fintrans benchmark}: how fast fintrans is on this machine, beside other ways to do the same. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Measures throughput, restoring, memory, journal and latency, with a broker of its own in a temporary folder.",
            "Takes eight to ten minutes on two cores, which should have nothing else to do.",
            "With --network it measures instead the network stage, and how much of the processor and of the memory its rules take.",
            "With --quality it measures instead how much of what is hidden is found, and how much of what is found is right.",
            "Ends with 3 if the ways to do the job did not find the same pairs."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans benchmark",
            "  fintrans benchmark --output json > benchmark.json",
            "  fintrans benchmark --ingest",
            "  fintrans benchmark --network",
            "  fintrans benchmark --quality",
            "  fintrans benchmark --quality --set labelled/a",
            "  fintrans benchmark --records 1000000 --rounds 1 --only detector,emptyTopology",
            ""
        })
public final class BenchmarkCommand implements Callable<Integer> {
    private static final long INGEST_RECORDS = 6_000_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How to show the figures (default: ${DEFAULT-VALUE}).")
    private OutputForm output;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Payments (default: ${DEFAULT-VALUE}).")
    private long records;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Pairs of accounts (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--threads",
            converter = ThreadsConverter.class,
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads of each (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--steady-seconds",
            paramLabel = "N",
            defaultValue = "15",
            description = "How long the latency is measured (default: ${DEFAULT-VALUE}).")
    private int steadySeconds;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Measure only these: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Names.class)
    private Set<String> only = new LinkedHashSet<>();

    @Option(
            names = "--ingest",
            description = "Measure ingest instead, beside a writer that only posts prepared requests, with "
                    + INGEST_RECORDS + " payments unless --records says otherwise.")
    private boolean ingest;

    @Option(
            names = "--influx",
            paramLabel = "URL",
            description =
                    "With --ingest: an InfluxDB 1.x without authentication (default: one of its own, if influxd is"
                            + " installed).")
    private @Nullable URI influx;

    @Option(
            names = "--network",
            description = "Measure the network stage instead, and its core without Kafka; --pairs are the accounts.")
    private boolean network;

    @Mixin
    private QualityOptions quality = new QualityOptions();

    @Override
    public Integer call() throws IOException {
        try {
            if (quality.isGiven()) {
                measureQuality();
                return ExitCode.DONE;
            }
            BenchmarkReport report = ingest ? measureIngest() : measure();
            spec.commandLine().getOut().println(output == OutputForm.JSON ? report.json() : report.table());
            spec.commandLine().getOut().flush();
            return report.agree() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
        } catch (BenchmarkException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private BenchmarkReport measure() {
        BenchmarkSettings settings = settings(records);
        return network
                ? new NetworkBenchmark(settings, launcher(), Clock.systemUTC(), this::say).run()
                : new Benchmark(settings, launcher(), Clock.systemUTC(), this::say).run();
    }

    private void measureQuality() throws IOException {
        if (quality.folder().isPresent()) {
            measureQuality(quality.folder().get());
            return;
        }
        Path folder = Files.createTempDirectory("fintrans-quality");
        try {
            makePayments(folder);
            measureQuality(folder);
        } finally {
            Folders.delete(folder);
        }
    }

    private void makePayments(Path folder) throws IOException {
        say("making payments with seed " + quality.seed());
        try (ProgressLine line = new ProgressLine(spec.commandLine().getErr())) {
            QualityTraffic.write(
                    folder,
                    quality.seed(),
                    new ReadingProgress(line, "payment", QualityTraffic.PAYMENTS, "made", System::nanoTime));
        }
    }

    private void measureQuality(Path folder) throws IOException {
        LabelledSet set = quality.read(folder);
        say("judging " + Count.grouped(set.size(), "payment"));
        QualityReport report = judge(set);
        String text =
                output == OutputForm.JSON ? Json.pretty(QualityJson.values(report)) : new QualityText(report).words();
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }

    private QualityReport judge(LabelledSet set) throws IOException {
        try (ProgressLine line = new ProgressLine(spec.commandLine().getErr())) {
            return new QualityRun(quality.rules(), DetectorSettings.DEFAULT_LATENESS)
                    .over(set, new ReadingProgress(line, "payment", set.size(), System::nanoTime));
        }
    }

    private BenchmarkReport measureIngest() throws IOException {
        boolean asked = spec.commandLine().getParseResult().hasMatchedOption("--records");
        BenchmarkSettings settings = settings(asked ? records : INGEST_RECORDS);
        if (influx != null) {
            return new IngestBenchmark(settings, influx, launcher(), Clock.systemUTC(), this::say).run();
        }
        Program influxd = InfluxServer.find(System.getenv())
                .orElseThrow(() -> new CommandException(
                        ExitCode.UNREACHABLE,
                        "influxd is not installed (" + InfluxServer.INSTALL + "). Or give an InfluxDB with --influx."));
        Path folder = Files.createTempDirectory("fintrans-benchmark-influxdb");
        int port = Ports.anyFree();
        Optional<ProcessorShares> shares = ProcessorShares.find(System.getenv());
        List<String> prefix = shares.map(ProcessorShares::asServer).orElse(List.of());
        say(
                shares.map(each -> "InfluxDB has processors " + each.server() + " to itself, everything else has "
                                + each.others())
                        .orElse(
                                "InfluxDB shares its processors with what is measured (no taskset, or only one): the ratio says less"));
        Child server = InfluxServer.start(prefix, influxd, port, folder, folder.resolve("log"));
        shares.ifPresent(ProcessorShares::moveUs);
        try {
            URI url = URI.create("http://127.0.0.1:" + port);
            new InfluxWait(InfluxAccess.open(url, "any"), Clock.systemUTC()).until(Optional.of(Dialect.V1));
            return new IngestBenchmark(settings, url, launcher(), Clock.systemUTC(), this::say).run();
        } catch (InterruptedException e) {
            throw new BenchmarkException("The benchmark was interrupted.", e);
        } finally {
            server.stop(Duration.ofSeconds(5));
            Folders.delete(folder);
        }
    }

    private static Launcher launcher() {
        return new Launcher(Main.class.getName(), BenchmarkFlags::of, BrokerCommand.READY);
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private BenchmarkSettings settings(long payments) {
        try {
            return new BenchmarkSettings(payments, pairs, rounds, threads, steadySeconds, only);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** For the help text and for shell completion. */
    static final class Names implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return BenchmarkSettings.NAMES.iterator();
        }
    }
}
