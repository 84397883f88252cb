package io.fintrans.cli;

import io.fintrans.benchmark.Benchmark;
import io.fintrans.benchmark.BenchmarkException;
import io.fintrans.benchmark.BenchmarkReport;
import io.fintrans.benchmark.BenchmarkSettings;
import io.fintrans.benchmark.Launcher;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
            "Takes some eight minutes on two cores, which should have nothing else to do.",
            "Ends with 3 if the ways to do the job did not find the same pairs."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans benchmark",
            "  fintrans benchmark --output json > benchmark.json",
            "  fintrans benchmark --records 1000000 --rounds 1 --only detector,emptyTopology",
            ""
        })
public final class BenchmarkCommand implements Callable<Integer> {
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

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Launcher launcher = new Launcher(Main.class.getName(), BenchmarkFlags::of, BrokerCommand.READY);
        try {
            BenchmarkReport report = new Benchmark(settings(), launcher, Clock.systemUTC(), line -> {
                        err.println(line);
                        err.flush();
                    })
                    .run();
            spec.commandLine().getOut().println(output == OutputForm.JSON ? report.json() : report.table());
            spec.commandLine().getOut().flush();
            return report.agree() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
        } catch (BenchmarkException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private BenchmarkSettings settings() {
        try {
            return new BenchmarkSettings(records, pairs, rounds, threads, steadySeconds, only);
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
