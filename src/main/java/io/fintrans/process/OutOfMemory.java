package io.fintrans.process;

import java.nio.charset.StandardCharsets;

/**
 * Ends a process whose memory is used up, as the kernel would: half alive it would only look as if it worked. Java's own flags for that
 * cannot tell this from a stranger's record that was too large and is survived, and one of them ends with an exit code that is ours.
 *
 * <p>Is told of what no thread has caught, by {@link OutOfMemoryLog} of what somebody has caught and logged, and by {@link GarbageWatch} when
 * nothing is left but to collect garbage.
 */
public final class OutOfMemory implements Thread.UncaughtExceptionHandler {
    /** What a shell says of a process that was ended by SIGKILL. */
    static final int EXIT_CODE = 137;

    private static final byte[] SENTENCE =
            ("fintrans: Java's memory is used up. The process ends here and can be started again;"
                            + " FINTRANS_OPTS=-Xmx2g, for example, gives it more.\n")
                    .getBytes(StandardCharsets.US_ASCII);

    /** Makes it the last resort of all threads. */
    public static void watch() {
        Thread.setDefaultUncaughtExceptionHandler(new OutOfMemory());
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        endIf(thrown);
        System.err.println("fintrans: thread " + thread.getName() + " has failed");
        thrown.printStackTrace();
    }

    /** Says why in words that were made while there was memory: by now there may be none for another object. */
    static void end() {
        try {
            StderrQueue.last(SENTENCE);
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    /** Ends the process if this is for want of memory. */
    public static void endIf(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof OutOfMemoryError) {
                end();
            }
        }
    }
}
