package io.fintrans.cli.output;

import io.fintrans.process.Terminal;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** One line on a terminal that says what is being done and is overwritten by what comes next; nothing without a terminal. */
public final class ProgressLine implements Consumer<String>, AutoCloseable {
    private static final String ERASE = "\r\u001b[K";
    private static final long PAUSE_NANOS = 200_000_000L;

    private final PrintWriter err;
    private final boolean terminal;
    private long shown = System.nanoTime() - PAUSE_NANOS;

    public ProgressLine(PrintWriter err) {
        this.err = err;
        this.terminal = Terminal.isStderr();
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
