package io.fintrans.cli;

import io.fintrans.cli.option.DemoOptions;
import io.fintrans.cli.output.Version;
import io.fintrans.demo.Demo;
import io.fintrans.demo.DemoKeys;
import io.fintrans.machine.FolderInUseException;
import io.fintrans.machine.FolderLock;
import io.fintrans.machine.Ports;
import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import io.fintrans.process.LinePrinter;
import io.fintrans.process.PathOption;
import io.fintrans.process.StageRun;
import io.fintrans.process.StderrQueue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code fintrans demo}: the whole system on one machine. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Runs everything on this machine: Kafka, payments, the detector, volumes, and InfluxDB and Grafana if they are"
                    + " installed. Prints alerts on stdout and what is going on on"
                    + " stderr.",
            "What ends by itself is started again. Ctrl-C and SIGTERM stop all of it and keep the data for the next run."
        },
        footer = {
            "",
            "Examples:",
            "  fintrans demo",
            "  fintrans demo --fresh --duration 30s --seed 1",
            "  fintrans demo --port 0 --data-dir /tmp/demo --rate 5000 --profile original",
            ""
        })
public final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DemoOptions options;

    @Override
    public Integer call() throws InterruptedException {
        options.check();
        Path dataDir = options.dataDir();
        PathOption.requireFolder("--data-dir", dataDir);
        FolderLock lock = take(dataDir);
        try {
            int port = port();
            try (LinePrinter printer = LinePrinter.onStdout()) {
                Demo demo = new Demo(options.settings(), port, Clock.systemUTC(), printer::print, this::say);
                return StageRun.untilStopped(run -> run.during(() -> stop(demo, printer, lock), () -> run(demo, run)));
            }
        } finally {
            release(lock);
        }
    }

    private int run(Demo demo, StageRun run) throws InterruptedException {
        String givenUp;
        try {
            demo.start();
            DemoKeys.start(demo::link);
            givenUp = demo.await(options.duration());
        } catch (RuntimeException e) {
            // What was being started is being stopped.
            if (run.isStopped()) {
                return ExitCode.DONE;
            }
            throw e;
        } finally {
            if (!run.isStopped()) {
                demo.stop();
            }
        }
        if (givenUp != null) {
            throw new CommandException(ExitCode.FAILED, givenUp);
        }
        return ExitCode.DONE;
    }

    /** Whatever it was doing: when all its processes have ended, there is nothing to wait for. */
    private void stop(Demo demo, LinePrinter printer, FolderLock lock) {
        say("stopping ...");
        demo.stop();
        printer.close();
        release(lock);
        StderrQueue.halt(ExitCode.DONE);
    }

    private static FolderLock take(Path dataDir) {
        try {
            return FolderLock.take(dataDir);
        } catch (FolderInUseException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Another demo is running there: " + e.getMessage() + ". Stop it, or give another --data-dir.");
        } catch (IOException e) {
            throw PathOption.unusable("--data-dir", dataDir, e);
        }
    }

    private int port() {
        Integer asked = options.port();
        if (asked == null && !Ports.isFree(DemoOptions.USUAL_PORT)) {
            say("port " + DemoOptions.USUAL_PORT + " is in use, so Kafka gets another one");
            return Ports.anyFree();
        }
        int port = asked == null ? DemoOptions.USUAL_PORT : asked;
        if (port != 0 && !Ports.isFree(port)) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Port " + port + " of 127.0.0.1 is in use. Give another --port, or 0 for any free one.");
        }
        return port == 0 ? Ports.anyFree() : port;
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        synchronized (err) {
            err.println("demo: " + line);
            err.flush();
        }
    }

    private static void release(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            // The kernel releases it with the process.
            return;
        }
    }
}
