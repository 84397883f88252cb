package io.fintrans.cli;

import io.fintrans.streams.StreamsStage;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Runs a stage until the process is told to end, by Ctrl-C or SIGTERM, which is the normal end of it, also while it waits for Kafka. */
final class StageRun {
    /** Waits for what the stage needs, makes it, and {@link #await awaits} it. */
    interface Work {
        int run(StageRun run) throws InterruptedException;
    }

    private final Thread worker = Thread.currentThread();
    private @Nullable StreamsStage running;
    private boolean stopped;

    private StageRun() {}

    /** Does the work on this thread and returns its exit code; 0 if it was told to end. */
    static int untilStopped(Work work) {
        StageRun run = new StageRun();
        return StopSignal.endsWith(run::stop, () -> run.code(work));
    }

    private int code(Work work) {
        try {
            return work.run(this);
        } catch (InterruptedException | InterruptException e) {
            return ExitCode.DONE;
        }
    }

    /** Starts the stage and waits until it has ended; returns the exit code. */
    int await(StreamsStage stage) throws InterruptedException {
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
            worker.interrupt();
        } else {
            stage.close();
        }
    }
}
