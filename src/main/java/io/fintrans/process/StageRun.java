package io.fintrans.process;

import io.fintrans.streams.StreamsStage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a stage until the process is told to end, by Ctrl-C or SIGTERM, which is the normal end of it, also while it waits for Kafka. */
public final class StageRun {
    /** Waits for what the stage needs, makes it, and {@link #await awaits} it. */
    public interface Work {
        int run(StageRun run) throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(StageRun.class);
    private static final Duration INTERRUPT_EVERY = Duration.ofMillis(200);
    private static final int INTERRUPTS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread worker = Thread.currentThread();
    private @Nullable StreamsStage running;
    private boolean stopped;

    private StageRun() {}

    /** Does the work on this thread and returns its exit code; 0 if it was told to end. */
    public static int untilStopped(Work work) {
        StageRun run = new StageRun();
        return StopSignal.endsWith(run::stop, () -> run.code(work));
    }

    private int code(Work work) {
        try {
            return work.run(this);
        } catch (InterruptedException | InterruptException e) {
            return ExitCode.DONE;
        } catch (RuntimeException e) {
            // Whatever an interrupt has made of what was only waited for.
            if (isStoppedBeforeStart()) {
                LOG.debug("event=stopped-before-start", e);
                return ExitCode.DONE;
            }
            throw e;
        } finally {
            ended.countDown();
        }
    }

    private synchronized boolean isStoppedBeforeStart() {
        return stopped && running == null;
    }

    /** Starts the stage and waits until it has ended; returns the exit code. */
    public int await(StreamsStage stage) throws InterruptedException {
        synchronized (this) {
            if (stopped) {
                return ExitCode.DONE;
            }
            running = stage;
        }
        stage.start();
        return stage.await() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void stop() {
        StreamsStage stage;
        synchronized (this) {
            stopped = true;
            stage = running;
        }
        if (stage == null) {
            endBeforeStart();
        } else {
            stage.close();
        }
    }

    /** Nothing is half done yet: what does not hear an interrupt, such as a name server that is asked, is not waited for. */
    private void endBeforeStart() {
        try {
            for (int i = 0; i < INTERRUPTS; i++) {
                worker.interrupt();
                if (ended.await(INTERRUPT_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.DONE);
    }
}
