package io.fintrans.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one life of whatever runs until it is told to end, by Ctrl-C or SIGTERM, which is its normal end: it waits for what it needs,
 * which a signal interrupts, and then does {@linkplain #during what can end in peace}.
 */
public final class StageRun {
    /** Waits for what is needed, and then runs it {@link #during} the rest. */
    public interface Work {
        int run(StageRun run) throws InterruptedException;
    }

    /**
     * What ends soon after it was told to.
     *
     * @param <E> how else it may end
     */
    public interface Body<E extends Exception> {
        /** Returns one of {@link ExitCode}. */
        int run() throws E, InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(StageRun.class);
    private static final Duration INTERRUPT_EVERY = Duration.ofMillis(200);
    private static final int INTERRUPTS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final Thread worker = Thread.currentThread();
    private @Nullable Runnable stop;

    private StageRun() {}

    /** Does the work on this thread and returns its exit code; 0 if it was told to end before it began. */
    public static int untilStopped(Work work) {
        StageRun run = new StageRun();
        return StopSignal.endsWith(run::stop, () -> run.code(work));
    }

    private int code(Work work) {
        try {
            return work.run(this);
        } catch (InterruptedException | InterruptException e) {
            return ExitCode.DONE;
        } catch (RuntimeException | LinkageError e) {
            // Whatever an interrupt has made of what was only waited for, or of a library that was just being loaded.
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
        return isStopped() && stop == null;
    }

    /** Whether the process was told to end. */
    public boolean isStopped() {
        return told.getCount() == 0;
    }

    /** Waits until the process is told to end. */
    public void awaitStop() throws InterruptedException {
        told.await();
    }

    /**
     * Runs the body and returns its exit code. A signal interrupts nothing any more. If one has come already, nothing is begun.
     *
     * @param stop makes the body end soon; called on another thread, at most once
     */
    public <E extends Exception> int during(Runnable stop, Body<E> body) throws E, InterruptedException {
        synchronized (this) {
            if (isStopped()) {
                return ExitCode.DONE;
            }
            this.stop = stop;
        }
        return body.run();
    }

    private void stop() {
        Runnable running;
        synchronized (this) {
            told.countDown();
            running = stop;
        }
        if (running == null) {
            endBeforeStart();
        } else {
            running.run();
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
