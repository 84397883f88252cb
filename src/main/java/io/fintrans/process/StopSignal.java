package io.fintrans.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

/**
 * Makes Ctrl-C and SIGTERM the normal end of a command: its work is asked to stop, finishes in peace, and the process ends
 * with the work's exit code instead of the signal's.
 */
public final class StopSignal {
    /** Longer than what a stop takes that goes well, shorter than what a supervisor waits before it kills. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Runnable stop;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    private StopSignal(Runnable stop) {
        this.stop = stop;
    }

    /**
     * Does the work and returns its exit code.
     *
     * @param stop is called on another thread when the process is told to end; makes the work end soon
     */
    public static int endsWith(Runnable stop, IntSupplier work) {
        StopSignal signal = new StopSignal(stop);
        Thread hook = new Thread(signal::received, "stop-signal");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            int code = work.getAsInt();
            signal.exitCode.complete(code);
            return code;
        } finally {
            signal.exitCode.complete(ExitCode.FAILED);
            remove(hook);
        }
    }

    private void received() {
        stop.run();
        try {
            StderrQueue.halt(exitCode.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            StderrQueue.halt(ExitCode.FAILED);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal has come and the hook is running: it ends the process.
            return;
        }
    }
}
