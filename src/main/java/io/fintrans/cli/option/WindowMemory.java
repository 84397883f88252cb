package io.fintrans.cli.option;

import io.fintrans.process.CommandException;
import io.fintrans.process.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * How much of Java's heap the payments of the window may take. What is left is for what is under way: the records that Kafka's clients
 * have fetched and not yet handed on, and their buffers. That part does not shrink with the heap, so a share alone would not do.
 */
public final class WindowMemory {
    /** Left beside the window unless the user says how much the window may have. */
    private static final long REST = 96L << 20;
    /** Left beside the window in any case. */
    private static final long LEAST_REST = 64L << 20;
    /** Under this a window is hardly worth having. */
    private static final long LEAST = 16L << 20;

    private WindowMemory() {}

    /**
     * Decides it.
     *
     * @param wanted what {@code --memory} says, in bytes; null if it says nothing
     * @param heap the most that Java's heap may become, in bytes
     * @return bytes
     * @throws CommandException if the heap has no room for that beside Kafka's records
     */
    public static long of(@Nullable Long wanted, long heap) {
        if (wanted != null && wanted > heap - LEAST_REST) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--memory " + megabytes(wanted) + " does not fit Java's heap of " + megabytes(heap) + ": "
                            + megabytes(LEAST_REST)
                            + " of it must be left for the records that Kafka sends. Give Java more, for example FINTRANS_OPTS=-Xmx"
                            + megabytes(wanted + REST) + ", or the window less.");
        }
        if (heap - REST < LEAST) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "Java's heap of " + megabytes(heap) + " is too small for a detector, which needs "
                            + megabytes(REST + LEAST) + " or more. Give it more, for example FINTRANS_OPTS=-Xmx512m.");
        }
        return wanted == null ? Math.min(heap / 10 * 6, heap - REST) : wanted;
    }

    private static String megabytes(long bytes) {
        return (bytes >> 20) + "m";
    }
}
