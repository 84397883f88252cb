package io.fintrans.machine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps a folder to one process. The kernel releases the lock when its process dies, however it dies.
 *
 * <p>On Linux a process loses its lock on a file as soon as it closes <em>any</em> descriptor of that file. So nothing
 * but the lock is ever opened here: the process id is in a file of its own, and a folder that this process already has is
 * refused before the file is touched. The empty lock file stays behind, as removing it could let two processes in.
 */
public final class FolderLock implements Closeable {
    private static final String LOCK_FILE = ".lock";
    private static final String PID_FILE = "pid";
    private static final Set<Path> HELD = new HashSet<>();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder, which is created where it is missing.
     *
     * @throws FolderInUseException if another process, or another part of this one, has it
     * @throws IOException if the folder cannot be written
     */
    public static FolderLock take(Path folder) throws IOException {
        OwnerOnly.folder(folder, LOCK_FILE);
        Path real = folder.toRealPath();
        synchronized (HELD) {
            if (!HELD.add(real)) {
                throw new FolderInUseException(folder, pidOf(real));
            }
        }
        try {
            return lock(folder, real);
        } catch (IOException | RuntimeException e) {
            forget(real);
            throw e;
        }
    }

    private static FolderLock lock(Path folder, Path real) throws IOException {
        Path file = real.resolve(LOCK_FILE);
        OwnerOnly.file(file);
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.ofNewFile());
        try {
            if (channel.tryLock() == null) {
                throw new FolderInUseException(folder, pidOf(real));
            }
            WholeFile.replace(
                    real.resolve(PID_FILE),
                    Long.toString(ProcessHandle.current().pid()));
            return new FolderLock(real, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String pidOf(Path folder) throws IOException {
        try {
            return Files.readString(folder.resolve(PID_FILE)).strip();
        } catch (NoSuchFileException e) {
            return "(not known)";
        }
    }

    private static void forget(Path folder) {
        synchronized (HELD) {
            HELD.remove(folder);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            Files.deleteIfExists(folder.resolve(PID_FILE));
            channel.close();
            forget(folder);
        }
    }
}
