package io.fintrans.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the lines that stdout does not take: the disk is full, or whoever read it has gone. After a first failure nothing is tried. */
public final class StdoutLines extends OutputStream {
    private static final AtomicLong MISSING = new AtomicLong();

    private final OutputStream to;
    private boolean broken;

    StdoutLines(OutputStream to) {
        this.to = to;
    }

    /** Takes the place of {@code System.out}. */
    public static void install() {
        Charset charset = Charset.forName(
                System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
        System.setOut(new PrintStream(new StdoutLines(new FileOutputStream(FileDescriptor.out)), false, charset));
    }

    /** How many lines were not written, by all that is written through here. */
    public static long missing() {
        return MISSING.get();
    }

    /** Counts lines that were not even tried. */
    static void alsoMissing(long lines) {
        MISSING.addAndGet(lines);
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        try {
            if (broken) {
                throw new IOException("stdout has failed before");
            }
            to.write(from, offset, length);
        } catch (IOException e) {
            broken = true;
            MISSING.addAndGet(lines(from, offset, length));
            throw e;
        }
    }

    private static long lines(byte[] from, int offset, int length) {
        long lines = 0;
        for (int i = offset; i < offset + length; i++) {
            lines += from[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    @Override
    public void flush() throws IOException {
        to.flush();
    }
}
