package io.fintrans.cli;

import io.fintrans.broker.Ports;
import io.fintrans.console.ConsoleSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The console of a demo: says where to open it, with a link that signs in without a password. */
final class DemoConsole {
    /** Not the folder of a console that is no demo: what is signed there is signed for another Kafka, and kept. */
    static final String FOLDER = "demo-console";

    private static final Duration STOP = Duration.ofSeconds(3);

    private final Path dataDir;
    private final Consumer<String> say;
    private final Consumer<String> giveUp;
    private @Nullable SupervisedChild child;

    /** @param giveUp is given the reason when it is not started again */
    DemoConsole(Path dataDir, Consumer<String> say, Consumer<String> giveUp) {
        this.dataDir = dataDir;
        this.say = say;
        this.giveUp = giveUp;
    }

    /** @param kafka the address of the demo's broker */
    void start(String kafka) {
        int port = Ports.isFree(ConsoleSettings.DEFAULT_PORT) ? ConsoleSettings.DEFAULT_PORT : Ports.anyFree();
        Path log = dataDir.resolve("logs").resolve("console.log");
        child = new SupervisedChild("console", log, () -> launch(kafka, port, log), say, giveUp);
        child.start();
    }

    private Child launch(String kafka, int port, Path log) {
        Child started = Child.start(
                "demo.console",
                List.of(
                        "console",
                        "--bootstrap-server",
                        kafka,
                        "--port",
                        Integer.toString(port),
                        "--data-dir",
                        dataDir.resolve(FOLDER).toString(),
                        "--one-time-link",
                        "approver"),
                log,
                true);
        Thread thread = new Thread(() -> sayAddress(started), "console-address");
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    private void sayAddress(Child started) {
        try {
            for (String line = started.output().readLine();
                    line != null;
                    line = started.output().readLine()) {
                if (line.startsWith(ConsoleCommand.READY)) {
                    say.accept("console    " + line.substring(ConsoleCommand.READY.length())
                            + " (signs in once; process " + started.pid() + ")");
                }
            }
        } catch (IOException e) {
            // It has ended, and whoever supervises it says so.
            return;
        }
    }

    void stop() {
        if (child != null) {
            child.stop(STOP);
        }
    }
}
