package io.fintrans.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real file system of a few hundred kilobytes, which can be filled to the last byte. Only root can have one. */
public final class SmallDisk implements AutoCloseable {
    private static final String FILLING = "filling";

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Puts a disk at the folder; the test is skipped where that is not possible. */
    public static SmallDisk at(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!run("mount", "-t", "tmpfs", "-o", "size=256k,mode=755", "tmpfs", folder.toString())) {
            abort("Only root may mount a small disk.");
        }
        return new SmallDisk(folder);
    }

    /** Leaves so many bytes free. */
    public void fillBut(int bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace() - bytes;
        Files.write(folder.resolve(FILLING), new byte[(int) free]);
    }

    /** Gives the room back. */
    public void free() throws IOException {
        Files.delete(folder.resolve(FILLING));
    }

    private static boolean run(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
        try {
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", folder.toString());
    }
}
