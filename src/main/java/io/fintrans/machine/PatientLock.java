package io.fintrans.machine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what belongs to a lock file to one thread of one process for a moment. Nobody waits for it longer than they said.
 *
 * <p>On Linux a process loses its lock as soon as it closes <em>any</em> descriptor of that file, so threads of one process wait for
 * each other before they open it.
 */
public final class PatientLock implements Closeable {
    private static final long PAUSE_MILLIS = 10;
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final long until;
    private @Nullable FileChannel channel;

    private PatientLock(Path file, Duration patience) {
        this.file = file;
        this.until = System.nanoTime() + patience.toNanos();
    }

    /**
     * Waits for the lock and takes it.
     *
     * @param lockFile made where it is missing, and left behind
     * @throws IOException with a sentence if another has it all the time, or the file cannot be opened
     */
    public static PatientLock take(Path lockFile, Duration patience) throws IOException {
        PatientLock lock = new PatientLock(lockFile.toAbsolutePath().normalize(), patience);
        while (!HELD.add(lock.file)) {
            lock.rest();
        }
        try {
            lock.take();
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void take() throws IOException {
        OwnerOnly.file(file);
        FileChannel opened = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.ofNewFile());
        channel = opened;
        while (opened.tryLock() == null) {
            rest();
        }
    }

    private void rest() throws IOException {
        if (System.nanoTime() >= until) {
            throw new IOException("another program keeps " + file + " locked. To find it: fuser " + file);
        }
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + file, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(file);
        }
    }
}
