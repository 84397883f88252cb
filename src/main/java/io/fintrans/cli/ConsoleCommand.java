package io.fintrans.cli;

import io.fintrans.console.Console;
import io.fintrans.console.ConsoleSettings;
import io.fintrans.console.Role;
import io.fintrans.console.User;
import io.fintrans.console.UserFile;
import io.fintrans.topic.Topics;
import io.fintrans.transaction.City;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fintrans console}: one instance of the operator's web page. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        subcommands = ConsoleUserCommand.class,
        description = {
            "Serves the operator's page, until Ctrl-C: volumes of each city live, alerts with their evidence, and what is decided about"
                    + " them, which is kept in Kafka.",
            "Any number of instances agree about every case. Who may sign in: fintrans console user --help."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans console user add alice --role approver",
            "  fintrans console",
            "  fintrans console --host 0.0.0.0 --behind-proxy --bootstrap-server kafka:9092",
            ""
        })
public final class ConsoleCommand implements Callable<Integer> {
    /** What the line on stdout begins with when the page can be opened; the address follows. */
    static final String READY = "console ready: ";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleCommand.class);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--cities",
            paramLabel = "CITY",
            split = ",",
            defaultValue = "London,NYC,SF,Moscow,Tokyo",
            description = "The cities, which are the topics (default: ${DEFAULT-VALUE}).")
    private List<City> cities = City.DEFAULTS;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on; one that others can reach needs --behind-proxy (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8088",
            description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = ConsoleSettings.DEFAULT_PORT;

    @Option(
            names = "--behind-proxy",
            description =
                    "A proxy before it speaks TLS with browsers, passes the Host header on, and appends to X-Forwarded-For.")
    private boolean behindProxy;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Folder for users, and for the key and the checkpoints of the audit (default: ~/.fintrans/console).")
    private Path dataDir = ConsoleUserCommand.DEFAULT_DATA_DIR;

    @Option(
            names = "--one-time-link",
            paramLabel = "ROLE",
            description =
                    "Print a link that signs someone in once as the user operator with this role: ${COMPLETION-CANDIDATES}.")
    private @Nullable Role oneTimeLink;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable Thread waiting;

    @Override
    public Integer call() {
        if (!LOOPBACK.contains(host) && !behindProxy) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--host " + host
                            + " can be reached by others, who could read passwords on their way: put a proxy that speaks"
                            + " TLS before the console, and say so with --behind-proxy.");
        }
        return StopSignal.endsWith(this::stop, this::serve);
    }

    private int serve() {
        waiting = Thread.currentThread();
        try {
            new TopicWait(kafka, Clock.systemUTC()).until(List.of(Topics.ALERTS, Topics.VOLUMES, Topics.CASES));
            waiting = null;
            ConsoleSettings settings = new ConsoleSettings(cities, host, port, dataDir, behindProxy);
            try (Console console = new Console(settings, kafka.clientProperties(), Clock.systemUTC())) {
                ready(console, console.start());
                stopped.await();
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped while it waited", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use --data-dir " + dataDir + ": " + e.getMessage(), e);
        }
        return ExitCode.DONE;
    }

    private void ready(Console console, String address) {
        if (oneTimeLink == null && new UserFile(dataDir.resolve("users")).all().isEmpty()) {
            LOG.warn("event=no-users; nobody can sign in. Add one: fintrans console user add NAME --role approver");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(READY
                + (oneTimeLink == null
                        ? address
                        : address + console.oneTimeLink(new User("operator", oneTimeLink, null))));
        out.flush();
    }

    private void stop() {
        stopped.countDown();
        Thread thread = waiting;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
