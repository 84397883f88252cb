package io.fintrans.process;

import io.fintrans.transaction.Count;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Writes to stderr on a thread of its own. A pipe that nobody reads then holds up nobody: neither who logs, nor the payments that are
 * handled meanwhile, nor the end of the process. A bounded number of bytes waits. What comes when they are too many is counted, and a line
 * says how many lines are missing as soon as there is room for it.
 */
public final class StderrQueue extends OutputStream {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final long FLUSH_NANOS = 2_000_000_000L;

    private static final byte[] LINE_END = {'\n'};

    private static @Nullable StderrQueue installed;

    private final OutputStream to;
    private final int mostBytes;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private int bytes;
    private long missing;
    private boolean full;
    private boolean idle = true;
    private boolean lineOpen;
    private boolean stands;

    /** @param mostBytes that wait */
    StderrQueue(OutputStream to, int mostBytes) {
        this.to = to;
        this.mostBytes = mostBytes;
        Thread writer = new Thread(this::writeOn, "stderr");
        writer.setDaemon(true);
        writer.start();
    }

    /** Takes the place of {@code System.err}. */
    public static synchronized void install() {
        StderrQueue queue = new StderrQueue(new FileOutputStream(FileDescriptor.err), MOST_BYTES);
        Charset charset = Charset.forName(
                System.getProperty("stderr.encoding", Charset.defaultCharset().name()));
        System.setErr(new PrintStream(queue, true, charset));
        Runtime.getRuntime().addShutdownHook(new Thread(StderrQueue::drain, "stderr-drain"));
        installed = queue;
    }

    /** Ends the process at once, but for what stderr still takes. */
    public static void halt(int code) {
        try {
            drain();
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }

    /** Writes the last sentence of a process that has no memory left, and needs none for that. It waits as {@link #drain} does. */
    static void last(byte[] sentence) {
        StderrQueue queue = installed();
        if (queue == null) {
            System.err.write(sentence, 0, sentence.length);
            System.err.flush();
        } else {
            queue.addWhole(sentence);
            queue.awaitWritten();
        }
    }

    /** Waits until everything is written, at most two seconds, and not a second time for whoever does not read. */
    static void drain() {
        StderrQueue queue = installed();
        if (queue != null) {
            queue.awaitWritten();
        }
    }

    private static synchronized @Nullable StderrQueue installed() {
        return installed;
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) {
        if (length == 0) {
            return;
        }
        full = full ? bytes > mostBytes / 2 : bytes + length > mostBytes;
        if (full) {
            missing += lines(from, offset, length);
            return;
        }
        addGap();
        add(Arrays.copyOfRange(from, offset, offset + length));
        notifyAll();
    }

    private static long lines(byte[] from, int offset, int length) {
        long lines = 0;
        for (int i = offset; i < offset + length; i++) {
            lines += from[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    private synchronized void addWhole(byte[] sentence) {
        if (lineOpen) {
            add(LINE_END);
        }
        add(sentence);
        notifyAll();
    }

    private void add(byte[] chunk) {
        waiting.add(chunk);
        bytes += chunk.length;
        lineOpen = chunk[chunk.length - 1] != '\n';
    }

    /** Says what is missing at the place where it is. */
    private void addGap() {
        if (missing > 0) {
            String sentence = "fintrans: " + Count.of(missing, "line is", "lines are")
                    + " missing here: nobody has read stderr fast enough\n";
            missing = 0;
            add(((lineOpen ? "\n" : "") + sentence).getBytes(Charset.defaultCharset()));
        }
    }

    private void writeOn() {
        while (true) {
            try {
                to.write(next());
            } catch (IOException e) {
                // Whoever read it has gone: there is nobody to tell.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized byte[] next() throws InterruptedException {
        if (waiting.isEmpty()) {
            full = false;
            addGap();
        }
        while (waiting.isEmpty()) {
            idle = true;
            notifyAll();
            wait();
        }
        idle = false;
        stands = false;
        byte[] chunk = waiting.remove();
        bytes -= chunk.length;
        return chunk;
    }

    private synchronized void awaitWritten() {
        long end = System.nanoTime() + FLUSH_NANOS;
        try {
            while (!stands && !(idle && waiting.isEmpty())) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    stands = true;
                } else {
                    wait(left / 1_000_000 + 1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
