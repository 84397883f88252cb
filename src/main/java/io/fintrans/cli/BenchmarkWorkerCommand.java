package io.fintrans.cli;

import io.fintrans.benchmark.BenchmarkException;
import io.fintrans.benchmark.Role;
import io.fintrans.benchmark.network.Mix;
import io.fintrans.benchmark.worker.Worker;
import io.fintrans.benchmark.worker.WorkerTask;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One measurement in a JVM of its own; {@code fintrans benchmark} starts it. */
@Command(name = "benchmark-worker", hidden = true, description = "One measurement of 'fintrans benchmark'.")
public final class BenchmarkWorkerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ROLE")
    private Role role;

    @Option(names = "--bootstrap-server", defaultValue = "127.0.0.1:9092")
    private String bootstrapServer;

    @Option(names = "--cities", split = ",")
    private List<String> cities = List.of();

    @Option(names = "--records", required = true)
    private long records;

    @Option(names = "--pairs", required = true)
    private int pairs;

    @Option(names = "--application-id", defaultValue = "benchmark")
    private String applicationId;

    @Option(names = "--state-dir", defaultValue = "${sys:java.io.tmpdir}/fintrans-benchmark-state")
    private Path stateDir;

    @Option(names = "--threads", defaultValue = "2")
    private int threads;

    @Option(names = "--alert-topic", defaultValue = "benchmark.alerts")
    private String alertTopic;

    @Option(names = "--mix", defaultValue = "ORDINARY")
    private Mix mix;

    @Override
    public Integer call() {
        WorkerTask task = new WorkerTask(
                role, bootstrapServer, cities, records, pairs, applicationId, stateDir, threads, alertTopic, mix);
        try {
            new Worker(task, Clock.systemUTC(), spec.commandLine().getOut()).run();
            return ExitCode.DONE;
        } catch (BenchmarkException e) {
            throw new CommandException(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
    }
}
