package io.fintrans.process;

import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints lines on a thread of its own, so that whoever does not read them holds up nobody: a bounded number waits, and what comes when
 * they are too many is counted and not printed.
 */
public final class LinePrinter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinePrinter.class);
    /** At most so many lines wait; with 200 letters each some 2 MB. */
    private static final int WAITING = 10_000;

    private static final long CLOSE_MILLIS = 2_000;

    private final PrintStream out;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong notTried = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Thread thread = new Thread(this::print, "line-printer");
    private volatile boolean closed;
    private volatile boolean broken;

    LinePrinter(PrintStream out) {
        this.out = out;
        thread.setDaemon(true);
        thread.start();
    }

    /** Prints on standard output, which stays open when the printer is closed. */
    public static LinePrinter onStdout() {
        return new LinePrinter(System.out);
    }

    /** Prints the line soon, or counts it; never waits. May be called by any thread. */
    public void print(String line) {
        if ((broken || !waiting.offer(line)) && notTried.incrementAndGet() == 1) {
            LOG.warn(
                    "event=lines-not-printed; {}. What they say is in Kafka; goes on without printing",
                    broken ? "stdout's disk is full, or its reader has gone" : "nobody reads stdout fast enough");
        }
    }

    /**
     * Prints the line, and waits while too many are before it: for whoever produces data rather than news. An interrupt ends the waiting,
     * and then the line is counted.
     */
    public void printAll(String line) {
        try {
            while (!closed && !broken) {
                if (waiting.offer(line, 100, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        print(line);
    }

    /** How many lines were not printed. */
    long notPrinted() {
        return notTried.get() + refused.get();
    }

    /** Prints what waits, within two seconds. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        notTried.addAndGet(waiting.size());
        StdoutLines.alsoMissing(notTried.get());
        if (notPrinted() > 0) {
            LOG.warn("event=lines-not-printed count={}", notPrinted());
        }
    }

    private void print() {
        try {
            while (!closed || !waiting.isEmpty()) {
                String line = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (line != null) {
                    out.println(line);
                    if (out.checkError()) {
                        broken = true;
                        refused.incrementAndGet();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
