package io.fintrans.demo;

import io.fintrans.process.Child;
import io.fintrans.process.SupervisedChild;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The console of a demo: gives links that sign in without a password, each once. */
final class DemoConsole {
    /** Not the folder of a console that is no demo: what is signed there is signed for another Kafka, and kept. */
    static final String FOLDER = "demo-console";

    private static final Duration STOP = Duration.ofSeconds(3);

    private final Path log;
    private final Supplier<List<String>> line;
    private final Consumer<String> say;
    private final Consumer<String> giveUp;
    private final Consumer<String> shown;
    private final CountDownLatch first = new CountDownLatch(1);
    private @Nullable SupervisedChild child;
    private volatile @Nullable Child current;

    /**
     * @param line of the console's command
     * @param shown is given each link
     * @param giveUp is given the reason when it is not started again
     */
    DemoConsole(
            Path log,
            Supplier<List<String>> line,
            Consumer<String> say,
            Consumer<String> shown,
            Consumer<String> giveUp) {
        this.log = log;
        this.line = line;
        this.say = say;
        this.shown = shown;
        this.giveUp = giveUp;
    }

    /** Starts it, and returns at once. */
    Child start() {
        child = new SupervisedChild("console", log, this::launch, say, giveUp);
        return child.start();
    }

    /** Waits until there is a link, at most so long. */
    void awaitLink(Duration limit) throws InterruptedException {
        first.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks for another link, for the user of this name. */
    void link(String user) {
        if (first.getCount() > 0) {
            say.accept("the console is still starting; its link comes by itself");
        }
        Child running = current;
        if (running != null) {
            running.tell(ConsoleLinks.REQUEST + user);
        }
    }

    private Child launch() {
        Child started = Child.start("demo.console", line.get(), log, true);
        current = started;
        Thread thread = new Thread(() -> readLinks(started), "console-address");
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    private void readLinks(Child started) {
        try {
            for (String read = started.output().readLine();
                    read != null;
                    read = started.output().readLine()) {
                if (read.startsWith(ConsoleLinks.READY)) {
                    shown.accept(read.substring(ConsoleLinks.READY.length()));
                    first.countDown();
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
