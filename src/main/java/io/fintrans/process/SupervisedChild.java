package io.fintrans.process;

import io.fintrans.transaction.Count;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps a child running: starts it again when it ends by itself, and says so, until its budget is spent. */
public final class SupervisedChild {
    private static final long GRACE_MILLIS = 300;

    private final String name;
    private final Path log;
    private final Supplier<Child> launch;
    private final Consumer<String> say;
    private final Consumer<String> giveUp;
    private final RestartBudget budget = new RestartBudget(System::nanoTime);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Child current;

    /**
     * @param say is given a line for the user
     * @param giveUp is given the reason when it is not started again
     */
    public SupervisedChild(
            String name, Path log, Supplier<Child> launch, Consumer<String> say, Consumer<String> giveUp) {
        this.name = name;
        this.log = log;
        this.launch = launch;
        this.say = say;
        this.giveUp = giveUp;
    }

    /** Starts the child, and returns it. */
    public Child start() {
        Child first = launch.get();
        hold(first);
        Thread thread = new Thread(() -> supervise(first), "supervise-" + name);
        thread.setDaemon(true);
        thread.start();
        return first;
    }

    /** Stops the child for good. */
    public void stop(Duration limit) {
        Child last;
        synchronized (this) {
            stopping.countDown();
            last = current;
        }
        if (last != null) {
            last.stop(limit);
        }
    }

    private void supervise(Child first) {
        Child child = first;
        int restarts = 0;
        try {
            while (true) {
                int code = child.await();
                // Ctrl-C in a terminal reaches the child, too, and perhaps before we are told.
                if (stopping.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
                String died = name + " (process " + child.pid() + ") ended with " + words(code);
                Optional<Duration> pause = code == ExitCode.USAGE ? Optional.empty() : budget.take();
                if (pause.isEmpty()) {
                    giveUp.accept(
                            died + " after " + Count.of(restarts, "restart") + " and is given up. Its last message: "
                                    + Child.lastLine(log) + " (all of them: " + log + ")");
                    return;
                }
                restarts++;
                say.accept(died + "; restart " + restarts + " in " + pause.get().toMillis() + " ms (messages: " + log
                        + ")");
                if (stopping.await(pause.get().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                child = launch.get();
                hold(child);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hold(Child child) {
        synchronized (this) {
            current = child;
            if (isStopping()) {
                child.stop(Duration.ZERO);
            }
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private static String words(int code) {
        return code > 128 ? "signal " + (code - 128) : "exit code " + code;
    }
}
