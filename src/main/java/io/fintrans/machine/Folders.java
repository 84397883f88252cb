package io.fintrans.machine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders in which a broker, a stage or a console keeps what it needs on disk. */
public final class Folders {
    private Folders() {}

    /**
     * Looks whether a folder can be written, or made where it is missing; makes nothing.
     *
     * @throws IOException with a sentence if it cannot
     */
    public static void requireUsable(Path folder) throws IOException {
        Path there = nearest(folder);
        if (!Files.isWritable(there) || !Files.isExecutable(there)) {
            throw FileFault.of(folder, new AccessDeniedException(there.toString()));
        }
    }

    /**
     * Looks whether what is in a folder can be read; a missing one has nothing in it.
     *
     * @throws IOException with a sentence if it cannot
     */
    public static void requireReadable(Path folder) throws IOException {
        Path there = nearest(folder);
        if (!Files.isReadable(there) || !Files.isExecutable(there)) {
            throw FileFault.of(folder, new AccessDeniedException(there.toString()));
        }
    }

    /** The folder, or the one above it that is there. */
    private static Path nearest(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.exists(there)) {
            throw FileFault.of(folder, new NoSuchFileException(there.toString()));
        }
        if (!Files.isDirectory(there)) {
            throw FileFault.of(folder, new NotDirectoryException(there.toString()));
        }
        return there;
    }

    /** Deletes the folder with all that is in it; nothing happens where it is missing. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
