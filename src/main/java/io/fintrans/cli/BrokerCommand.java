package io.fintrans.cli;

import io.fintrans.broker.BrokerStartException;
import io.fintrans.broker.LocalBroker;
import io.fintrans.cli.output.Version;
import io.fintrans.cli.value.PortConverter;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.PathOption;
import io.fintrans.process.StageRun;
import io.fintrans.process.StderrQueue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fintrans broker}: a Kafka of one node, for one machine. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Runs Kafka (one node) on 127.0.0.1 until Ctrl-C or SIGTERM. Data is kept between runs.",
            "Prints one line with the address when clients can connect."
        },
        footer = {"", "Examples:", "  fintrans broker", "  fintrans broker --port 0 --data-dir /tmp/kafka --fresh", ""})
public final class BrokerCommand implements Callable<Integer> {
    /** What the line printed on stdout begins with when clients can connect; the address follows. */
    public static final String READY = "Kafka is ready at ";

    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            defaultValue = "9092",
            description = "Port on 127.0.0.1; 0 = any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "${sys:user.home}/.fintrans/kafka",
            description = "Folder for Kafka's data (default: ~/.fintrans/kafka).")
    private Path dataDir;

    @Option(names = "--fresh", description = "Forget the data of former runs first.")
    private boolean fresh;

    @Override
    public Integer call() {
        PathOption.requireFolder("--data-dir", dataDir);
        return StageRun.untilStopped(run -> {
            // Told to end while it starts, it is left as a kill would leave it: what is acknowledged is in the files.
            LocalBroker broker = start();
            return run.during(() -> stop(broker), () -> {
                PrintWriter out = spec.commandLine().getOut();
                out.println(READY + broker.address() + ", data in " + dataDir.toAbsolutePath());
                out.flush();
                broker.awaitShutdown();
                return ExitCode.DONE;
            });
        });
    }

    private static void stop(LocalBroker broker) {
        Thread stopping = new Thread(broker::close, "stopping-broker");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A broker whose disk or controller is broken waits for minutes; what is acknowledged is in the files.
        if (stopping.isAlive()) {
            StderrQueue.halt(ExitCode.FAILED);
        }
    }

    private LocalBroker start() {
        try {
            return LocalBroker.start(port, dataDir, fresh);
        } catch (BrokerStartException e) {
            throw new CommandException(ExitCode.FAILED, e);
        }
    }
}
