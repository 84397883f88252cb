package io.fintrans.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One line on a terminal that says what is being done and is overwritten by what comes next; nothing without a terminal. */
final class ProgressLine implements Consumer<String>, AutoCloseable {
    private static final String ERASE = "\r\u001b[K";
    private static final long PAUSE_NANOS = 200_000_000L;

    private final PrintWriter err;
    private final boolean terminal;
    private long shown = System.nanoTime() - PAUSE_NANOS;

    ProgressLine(PrintWriter err) {
        this.err = err;
        this.terminal = isTerminal();
    }

    private static boolean isTerminal() {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // Where there is no /proc, progress is not worth a guess.
        }
    }

    /** Shows the words, if the last ones have been there for long enough to be read. */
    @Override
    public void accept(String words) {
        if (terminal && System.nanoTime() - shown >= PAUSE_NANOS) {
            shown = System.nanoTime();
            err.print(ERASE + words);
            err.flush();
        }
    }

    @Override
    public void close() {
        if (terminal) {
            err.print(ERASE);
            err.flush();
        }
    }
}
